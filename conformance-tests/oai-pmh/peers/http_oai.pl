#!/usr/bin/perl
# Harvests an OAI-PMH repository with HTTP::OAI (Debian libhttp-oai-perl), which is not ours, and prints one line a
# record: identifier, datestamp, status, sets, number of elements of its metadata. Usage: http_oai.pl BASE_URL PREFIX [SET]
use strict;
use warnings;
use HTTP::OAI;

my ( $base, $prefix, $set ) = @ARGV;
my $harvester = HTTP::OAI::Harvester->new( baseURL => $base );
my $identify = $harvester->Identify;
die 'Identify: ' . $identify->message . "\n" if $identify->is_error;
my $list = $harvester->ListRecords(
    metadataPrefix => $prefix,
    ( $set ? ( set => $set ) : () ),
    onRecord => sub {
        my $record   = shift;
        my $header   = $record->header;
        my $metadata = $record->metadata;
        my $elements = $metadata ? $metadata->dom->findnodes('descendant-or-self::*')->size : 0;
        my @sets     = $header->setSpec;
        print join( "\t", $header->identifier, $header->datestamp, $header->status || '', join( ' ', @sets ), $elements ), "\n";
    },
);
die 'ListRecords: ' . $list->message . "\n" if $list->is_error;
