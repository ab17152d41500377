package io.wattpack.api.report.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.wattpack.api.report.trace.TraceNode;
import io.wattpack.api.report.trace.TracePod;
import io.wattpack.api.report.trace.TypicalWorkload;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The page is well-formed, complete, and asks nothing of anybody. */
class ReplayReportTest {
  private static final TracePod POD = new TracePod("p", 8_000, 100, 1, 1000, List.of());
  private static final ReplayTrace TRACE =
      new ReplayTrace(
          List.of(new TraceNode("n", 96_000, 1_000, 2, "T4")),
          List.of(POD),
          List.of(POD, POD),
          TypicalWorkload.of(List.of(POD)));

  @Test
  void shouldBeWellFormedWhateverTheNames() throws Exception {
    Document page =
        parsed(html("<nodes>&\"", List.of(result("a<b>&", 95, 0.5), result("fgd", 94, 0.4))));

    assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(3);
    assertThat(page.getElementsByTagName("polyline").getLength()).isEqualTo(6);
    assertThat(page.getElementsByTagName("p").item(0).getTextContent()).contains("<nodes>&\"");
    assertThat(page.getElementsByTagName("li").item(0).getTextContent()).isEqualTo("a<b>&");
  }

  @Test
  void shouldAskNothingOfAnybody() {
    assertThat(html("nodes.csv", List.of(result("fgd", 94, 0.4))))
        .doesNotContain("http:", "https:", "src=", "href=", "@import", "<script");
  }

  @Test
  void shouldMarkTheBestOfEachColumn() throws Exception {
    String html = html("nodes.csv", List.of(result("a", 95, 0.5), result("b", 94, 0.4)));

    assertThat(html).contains("<td class=\"best\">95.00</td>", "<td class=\"best\">400.0</td>");
    assertThat(html).doesNotContain("<td class=\"best\">94.00</td>");
  }

  @Test
  void shouldLeaveOutPowerWhenItIsNotKnown() throws Exception {
    Document page = parsed(html("nodes.csv", List.of(result("fgd", 94, null))));

    assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(2);
    assertThat(page.getElementsByTagName("thead").item(0).getTextContent()).doesNotContain("kW");
  }

  @Test
  void shouldDrawACurveOfOnePoint() throws Exception {
    ReplayResult one =
        new ReplayResult(
            "one", 42, 0, 2, 1, 0, 1, 1, 1, 1, 1, null, List.of(new CurvePoint(0, 0.0, 0.0)));

    assertThat(html("nodes.csv", List.of(one))).doesNotContain("NaN", "Infinity");
  }

  private static String html(String nodes, List<ReplayResult> results) {
    ReplayReport.Source source = new ReplayReport.Source(nodes, "pods.csv", null, 42);
    return ReplayReport.html(source, TRACE, results);
  }

  private static ReplayResult result(String policy, double end, @Nullable Double megawatts) {
    List<CurvePoint> curve = new ArrayList<>();
    for (int percent = 0; percent <= 130; percent++) {
      Double kilowatts = megawatts == null ? null : megawatts * 1000;
      curve.add(new CurvePoint(percent, Math.min(end, percent), kilowatts));
    }
    return new ReplayResult(
        policy, 42, end, 5, 7, 3, 100_000, 90_000, 200_000, 1.5, 9, null, curve);
  }

  private static Document parsed(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }
}
