/**
 * The style sheet that every answer to a harvester names, as it always did: whoever applies it sees what it is, its records
 * with their sets, and a link to what comes next. Browsers are given a page instead (`page.ts`).
 */
export const stylesheet = `<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:oai="http://www.openarchives.org/OAI/2.0/" xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" exclude-result-prefixes="oai oai_dc dc">
  <xsl:output method="html" encoding="UTF-8"/>
  <xsl:variable name="base" select="/oai:OAI-PMH/oai:request"/>
  <xsl:template match="/oai:OAI-PMH">
    <html lang="fr">
      <head>
        <title>OAI-PMH : <xsl:value-of select="oai:request/@verb"/></title>
        <link rel="stylesheet" href="/oai/oai.css"/>
      </head>
      <body>
        <nav>
          <a href="?verb=Identify">L’entrepôt</a>
          <a href="?verb=ListSets">Ensembles</a>
          <a href="?verb=ListMetadataFormats">Formats</a>
          <a href="?verb=ListRecords&amp;metadataPrefix=oai_dc">Notices</a>
          <a href="?verb=ListIdentifiers&amp;metadataPrefix=oai_dc">Identifiants</a>
        </nav>
        <main>
          <h1><xsl:value-of select="oai:request/@verb"/><xsl:if test="oai:error">Erreur</xsl:if></h1>
          <p><xsl:value-of select="$base"/>, <xsl:value-of select="oai:responseDate"/></p>
          <xsl:apply-templates select="oai:error|oai:Identify|oai:ListSets|oai:ListMetadataFormats|oai:GetRecord|oai:ListRecords|oai:ListIdentifiers"/>
        </main>
      </body>
    </html>
  </xsl:template>
  <xsl:template match="oai:error"><p class="error"><b><xsl:value-of select="@code"/></b> : <xsl:value-of select="."/></p></xsl:template>
  <xsl:template match="oai:Identify">
    <dl><xsl:for-each select="*[not(*)]"><dt><xsl:value-of select="local-name()"/></dt><dd><xsl:value-of select="."/></dd></xsl:for-each></dl>
  </xsl:template>
  <xsl:template match="oai:ListSets">
    <table><tr><th>Ensemble</th><th>Nom</th><th>Contenu</th></tr>
      <xsl:for-each select="oai:set"><tr>
        <td><a href="?verb=ListIdentifiers&amp;metadataPrefix=oai_dc&amp;set={oai:setSpec}"><xsl:value-of select="oai:setSpec"/></a></td>
        <td><xsl:value-of select="oai:setName"/></td><td><xsl:value-of select="oai:setDescription//dc:description"/></td>
      </tr></xsl:for-each>
    </table>
  </xsl:template>
  <xsl:template match="oai:ListMetadataFormats">
    <table><tr><th>Format</th><th>Espace de noms</th></tr>
      <xsl:for-each select="oai:metadataFormat"><tr>
        <td><a href="?verb=ListRecords&amp;metadataPrefix={oai:metadataPrefix}"><xsl:value-of select="oai:metadataPrefix"/></a></td>
        <td><xsl:value-of select="oai:metadataNamespace"/></td>
      </tr></xsl:for-each>
    </table>
  </xsl:template>
  <xsl:template match="oai:GetRecord|oai:ListRecords"><xsl:apply-templates select="oai:record|oai:resumptionToken"/></xsl:template>
  <xsl:template match="oai:ListIdentifiers"><xsl:apply-templates select="oai:header|oai:resumptionToken"/></xsl:template>
  <xsl:template match="oai:record">
    <section><xsl:apply-templates select="oai:header"/>
      <dl><xsl:for-each select="oai:metadata/oai_dc:dc/*"><dt><xsl:value-of select="local-name()"/></dt><dd><xsl:value-of select="."/></dd></xsl:for-each></dl>
      <xsl:if test="oai:metadata/*[not(self::oai_dc:dc)]"><p>Ce format se lit dans la source de la page.</p></xsl:if>
    </section>
  </xsl:template>
  <xsl:template match="oai:header">
    <p class="header"><a href="?verb=GetRecord&amp;metadataPrefix=oai_dc&amp;identifier={oai:identifier}"><xsl:value-of select="oai:identifier"/></a>
      <xsl:text> </xsl:text><xsl:value-of select="oai:datestamp"/><xsl:if test="@status='deleted'"> : supprimée</xsl:if>
      <xsl:for-each select="oai:setSpec"><xsl:text> </xsl:text><code><xsl:value-of select="."/></code></xsl:for-each></p>
  </xsl:template>
  <xsl:template match="oai:resumptionToken">
    <xsl:if test="string(.)"><p><a href="?verb={/oai:OAI-PMH/oai:request/@verb}&amp;resumptionToken={.}">Suite (<xsl:value-of select="@cursor"/> sur <xsl:value-of select="@completeListSize"/>)</a></p></xsl:if>
  </xsl:template>
</xsl:stylesheet>
`;
