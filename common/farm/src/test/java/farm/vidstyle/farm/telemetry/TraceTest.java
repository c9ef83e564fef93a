package farm.vidstyle.farm.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TraceTest {
    @Test
    void aTraceSurvivesHeadersAndStaysOneTrace() {
        RecordHeaders headers = new RecordHeaders();
        Trace trace = Trace.random();

        trace.child().writeTo(headers);
        trace.writeTo(headers);

        assertThat(headers).hasSize(1);
        assertThat(Trace.readFrom(headers)).isEqualTo(trace);
        assertThat(trace.child().traceId()).isEqualTo(trace.traceId());
        assertThat(Trace.parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"))
                .isEqualTo(new Trace("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"));
    }

    @Test
    void whatCannotBeReadStartsANewTrace() {
        RecordHeaders garbage = new RecordHeaders();
        garbage.add("traceparent", new byte[] {1, 2});
        RecordHeaders empty = new RecordHeaders();
        empty.add("traceparent", null);

        assertThat(Trace.readFrom(garbage).traceId()).hasSize(32);
        assertThat(Trace.readFrom(empty).traceId()).hasSize(32);
        assertThat(Trace.readFrom(new RecordHeaders()).spanId()).hasSize(16);
    }

    @Test
    void theThreadCarriesItsTraceUntilTheScopeEnds() {
        Trace outer = Trace.random();
        Trace inner = Trace.random();

        Trace.Scope outerScope = outer.enter();
        Trace.Scope innerScope = inner.enter();
        assertThat(Trace.current()).isEqualTo(inner);
        assertThat(MDC.get("trace")).isEqualTo(inner.traceId());
        innerScope.close();
        assertThat(Trace.current()).isEqualTo(outer);
        outerScope.close();

        assertThat(MDC.get("trace")).isNull();
        assertThat(Trace.current()).isNotEqualTo(outer);
    }
}
