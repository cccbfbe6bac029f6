# Catmandu's provider (Debian libdancer-plugin-catmandu-oai-perl) over a list in memory. Environment: OAI_FILE.
use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib", "$ENV{OAI_HERE}/lib";
use Catmandu;
use Catmandu::Store::InMemoryList;
use Dancer;
use Dancer::Plugin::Catmandu::OAI;

Catmandu->config->{store}{list} = { package => 'InMemoryList', options => { file => $ENV{OAI_FILE} } };
my @elements = qw(title creator subject description publisher contributor date type format identifier source language relation coverage rights);
my $dublin_core = '<oai_dc:dc xmlns="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"'
    . ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    . ' xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
    . "[% FOREACH name IN ['" . join( "' '", @elements ) . "'] %][% FOREACH value IN \$name %]<dc:[% name %]>[% value | html %]</dc:[% name %]>[% END %][% END %]"
    . '</oai_dc:dc>';

set environment => 'production';
set charset     => 'UTF-8';
set plugins => {
    'Catmandu::OAI' => {
        store                => 'list',
        bag                  => 'data',
        datestamp_field      => 'datestamp',
        datestamp_index      => 'datestamp',
        repositoryName       => 'Bench',
        uri_base             => 'http://127.0.0.1',
        adminEmail           => 'oai@example.org',
        earliestDatestamp    => '1970-01-01T00:00:01Z',
        deletedRecord        => 'persistent',
        limit                => 200,
        delimiter            => ':',
        sampleIdentifier     => 'oai:example.org:1',
        collectionIcon       => {},
        metadata_formats     => [
            {   metadataPrefix    => 'oai_dc',
                schema            => 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
                metadataNamespace => 'http://www.openarchives.org/OAI/2.0/oai_dc/',
                template          => \$dublin_core,
            },
            {   metadataPrefix    => 'marcxchange',
                schema            => 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd',
                metadataNamespace => 'http://www.loc.gov/MARC21/slim',
                fix               => ['marc_xml(record)'],
                template          => \'[% record %]',
            },
        ],
    }
};
oai_provider '/oai';
dance;
