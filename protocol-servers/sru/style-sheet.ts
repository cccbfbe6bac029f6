/** XSLT 1.0, what browsers read: an answer of any version as a page, its look at `css`. No script, no inline style. */
export const styleSheetXsl = (css: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="html" encoding="UTF-8"/>

<xsl:template match="/*">
  <html lang="fr">
    <head>
      <title>SRU</title>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <link rel="stylesheet" href="${css}"/>
    </head>
    <body><main><xsl:call-template name="answer"/></main></body>
  </html>
</xsl:template>

<xsl:template name="answer">
  <xsl:variable name="echo" select="*[local-name()='echoedSearchRetrieveRequest']"/>
  <xsl:choose>
    <xsl:when test="local-name()='searchRetrieveResponse'">
      <h1><xsl:value-of select="*[local-name()='numberOfRecords']"/> notices trouvées
        <span lang="en">records found</span></h1>
      <p><code><xsl:value-of select="$echo/*[local-name()='query']"/></code></p>
    </xsl:when>
    <xsl:when test="local-name()='scanResponse'"><h1>Termes de l'index <span lang="en">terms of the index</span></h1></xsl:when>
    <xsl:otherwise><h1>Description du serveur <span lang="en">explain</span></h1></xsl:otherwise>
  </xsl:choose>
  <xsl:apply-templates select="*[local-name()='diagnostics']/*"/>
  <xsl:apply-templates select="*[local-name()='facetedResults']//*[local-name()='facet']"/>
  <xsl:if test="*[local-name()='records']">
    <ol>
      <xsl:attribute name="start"><xsl:value-of select="*[local-name()='records']/*[1]/*[local-name()='recordPosition']"/></xsl:attribute>
      <xsl:for-each select="*[local-name()='records']/*">
        <li><xsl:apply-templates select="*[local-name()='recordData']"/></li>
      </xsl:for-each>
    </ol>
  </xsl:if>
  <xsl:apply-templates select="*[local-name()='record']/*[local-name()='recordData']"/>
  <xsl:if test="*[local-name()='terms']">
    <table><tbody>
      <xsl:for-each select="*[local-name()='terms']/*">
        <tr><td><xsl:call-template name="shown"/></td><td><xsl:value-of select="*[local-name()='numberOfRecords']"/></td></tr>
      </xsl:for-each>
    </tbody></table>
  </xsl:if>
  <xsl:if test="*[local-name()='nextRecordPosition']">
    <form method="get">
      <input type="hidden" name="version"><xsl:attribute name="value"><xsl:value-of select="*[local-name()='version']"/></xsl:attribute></input>
      <input type="hidden" name="operation" value="searchRetrieve"/>
      <input type="hidden" name="startRecord"><xsl:attribute name="value"><xsl:value-of select="*[local-name()='nextRecordPosition']"/></xsl:attribute></input>
      <xsl:for-each select="$echo/*[local-name()='query' or local-name()='queryType' or local-name()='maximumRecords' or local-name()='recordSchema' or local-name()='sortKeys']">
        <input type="hidden">
          <xsl:attribute name="name"><xsl:value-of select="local-name()"/></xsl:attribute>
          <xsl:attribute name="value"><xsl:value-of select="."/></xsl:attribute>
        </input>
      </xsl:for-each>
      <button type="submit">Page suivante <span lang="en">next page</span></button>
    </form>
  </xsl:if>
</xsl:template>

<xsl:template name="shown">
  <xsl:choose>
    <xsl:when test="*[local-name()='displayTerm']"><xsl:value-of select="*[local-name()='displayTerm']"/></xsl:when>
    <xsl:otherwise><xsl:value-of select="*[local-name()='value']"/></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="*[local-name()='diagnostic']">
  <p role="alert"><xsl:value-of select="*[local-name()='uri']"/> : <xsl:value-of select="*[local-name()='message']"/>
    <xsl:if test="*[local-name()='details']"> (<xsl:value-of select="*[local-name()='details']"/>)</xsl:if></p>
</xsl:template>

<xsl:template match="*[local-name()='facet']">
  <details>
    <summary><xsl:value-of select="*[local-name()='facetDisplayLabel']"/></summary>
    <ul>
      <xsl:for-each select="*[local-name()='terms']/*">
        <li><a><xsl:attribute name="href"><xsl:value-of select="*[local-name()='requestUrl']"/></xsl:attribute>
          <xsl:value-of select="*[local-name()='actualTerm']"/></a> (<xsl:value-of select="*[local-name()='count']"/>)</li>
      </xsl:for-each>
    </ul>
  </details>
</xsl:template>

<xsl:template match="*[local-name()='recordData']">
  <xsl:choose>
    <xsl:when test=".//*[local-name()='datafield']">
      <table><tbody>
        <xsl:for-each select=".//*[local-name()='controlfield' or local-name()='datafield']">
          <tr><th scope="row"><xsl:value-of select="@tag"/></th><td>
            <xsl:choose>
              <xsl:when test="*"><xsl:for-each select="*"><b>$<xsl:value-of select="@code"/></b> <xsl:value-of select="."/>
                <xsl:text> </xsl:text></xsl:for-each></xsl:when>
              <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
            </xsl:choose>
          </td></tr>
        </xsl:for-each>
      </tbody></table>
      <xsl:apply-templates select=".//*[local-name()='holdings']" mode="plain"/>
    </xsl:when>
    <xsl:when test="*"><xsl:apply-templates select="*" mode="plain"/></xsl:when>
    <xsl:otherwise><pre><xsl:value-of select="."/></pre></xsl:otherwise>
  </xsl:choose>
</xsl:template>

<xsl:template match="*" mode="plain">
  <xsl:choose>
    <xsl:when test="*"><section><h2><xsl:value-of select="local-name()"/></h2><xsl:apply-templates select="*" mode="plain"/></section></xsl:when>
    <xsl:otherwise>
      <p><b><xsl:value-of select="local-name()"/><xsl:for-each select="@*"><xsl:text> </xsl:text><xsl:value-of select="."/></xsl:for-each></b>
        <xsl:text> </xsl:text><xsl:value-of select="."/></p>
    </xsl:otherwise>
  </xsl:choose>
</xsl:template>
</xsl:stylesheet>
`;

/** Legible, in the two schemes of a browser. */
export const styleSheetCss = `:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1rem; margin: 0.5rem 0 0; }
h1 span, button span { font-weight: normal; font-size: 0.85em; }
table { border-collapse: collapse; margin: 0.5rem 0 1rem; } th, td { text-align: left; vertical-align: top; padding: 0 0.75rem 0 0; }
section { margin-left: 1rem; } section p { margin: 0; } code, pre { white-space: pre-wrap; }
[role='alert'] { border-left: 0.3rem solid #b3261e; padding-left: 0.75rem; }
`;
