import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.solr.cloud.MiniSolrCloudCluster;
import org.apache.solr.embedded.JettyConfig;
import org.apache.solr.embedded.JettySolrRunner;

/**
 * A Solr server for tests: "node HOME PORT" is one node over a folder that may have been used before, "cluster HOME" is two
 * nodes and their ZooKeeper. Prints "ready" and the addresses; stops in order when its input ends.
 */
class SolrForTests {
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[1]);
    if (arguments[0].equals("cluster")) {
      MiniSolrCloudCluster cluster = new MiniSolrCloudCluster(2, home, JettyConfig.builder().build());
      System.out.println("ready " + cluster.getJettySolrRunner(0).getBaseUrl());
      waitForEnd();
      cluster.shutdown();
    } else {
      Path settings = home.resolve("solr.xml");
      if (!Files.exists(settings)) Files.writeString(settings, "<solr/>");
      JettyConfig jetty = JettyConfig.builder().setPort(Integer.parseInt(arguments[2])).build();
      JettySolrRunner node = new JettySolrRunner(home.toString(), new Properties(), jetty);
      node.start();
      System.out.println("ready " + node.getBaseUrl());
      waitForEnd();
      node.stop();
    }
    System.exit(0);
  }

  private static void waitForEnd() throws IOException {
    while (System.in.read() >= 0) continue;
  }
}
