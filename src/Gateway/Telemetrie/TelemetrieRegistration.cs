using System.Diagnostics;
using System.Diagnostics.Metrics;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Exporter;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Telemetrie;

/// <summary>Traces, metrics and logs for the operator's tools (ADR 0018); where no setting asks for them, nothing is added.</summary>
internal static class TelemetrieRegistration
{
    private const string Traces = "traces";
    private const string Metriques = "metrics";
    private const string Journaux = "logs";

    public static void AddTelemetrie(this WebApplicationBuilder builder)
    {
        var options = TelemetrieOptions.Of(builder.Configuration);
        builder.Services.AddSingleton(options);
        if (!options.EstActive) return;
        builder.Services.AddSingleton<Expediteur>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                options.Nom, serviceVersion: GatewayVersion.Text, autoGenerateServiceInstanceId: false).AddDetector(Noeud))
            .WithMetrics(metrics => Metrics(metrics, options));
        builder.Services.ConfigureOpenTelemetryMeterProvider((services, metrics) =>
        {
            var own = services.GetRequiredService<IMeterFactory>();
            // What another host of the same process measures is its own.
            metrics.AddView(one => one.Meter.Scope is IMeterFactory other && other != own ? MetricStreamConfiguration.Drop : null);
        });
        if (!options.Envoie) return;
        builder.Services.AddHostedService<JaugesWorker>();
        builder.Services.AddOptions<OtlpExporterOptions>(Traces).Configure<Expediteur>((otlp, to) => to.Apply(otlp, Traces));
        builder.Services.AddOptions<OtlpExporterOptions>(Metriques).Configure<Expediteur>((otlp, to) => to.Apply(otlp, Metriques));
        builder.Services.AddOptions<OtlpExporterOptions>(Journaux).Configure<Expediteur>((otlp, to) => to.Apply(otlp, Journaux));
        builder.Services.AddSingleton<DistributedContextPropagator, ContexteEntrant>();
        // The library would read the caller's headers again, by itself.
        Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
        telemetry.WithTracing(traces => Tracing(traces, options));
        telemetry.WithLogging(configureBuilder: null, Logging);
    }

    private static void Tracing(TracerProviderBuilder traces, TelemetrieOptions options) => traces
        .SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(options.Echantillon)))
        .AddSource(Engine.Ground.Telemetrie.Traces.Nom)
        .AddNpgsql()
        .AddAspNetCoreInstrumentation(Requests)
        .AddHttpClientInstrumentation()
        .AddInstrumentation(() => new EchecSansTexte())
        .AddProcessor(new SpanSansPersonne())
        .AddOtlpExporter(Traces, configure: null);

    private static void Logging(OpenTelemetryLoggerOptions entries)
    {
        (entries.IncludeFormattedMessage, entries.ParseStateValues, entries.IncludeScopes) = (false, true, false);
        entries.AddProcessor(new JournalSansTexte());
        entries.AddOtlpExporter(Journaux, configure: null);
    }

    private static void Requests(AspNetCoreTraceInstrumentationOptions requests)
    {
        // Supervision asks every few seconds, and nobody asks how long that took.
        requests.Filter = http => !http.Request.Path.StartsWithSegments("/sante") && http.Request.Path != MetriquesEndpoint.Chemin;
        requests.EnrichWithHttpRequest = ContexteEntrant.Relier;
    }

    private static void Metrics(MeterProviderBuilder metrics, TelemetrieOptions options)
    {
        metrics.AddMeter(Mesures.Nom).AddNpgsqlInstrumentation().AddAspNetCoreInstrumentation().AddHttpClientInstrumentation()
            .AddRuntimeInstrumentation();
        if (options.Prometheus) metrics.AddPrometheusExporter();
        if (options.Envoie) metrics.AddOtlpExporter(Metriques, configure: null);
    }

    private static IResourceDetector Noeud(IServiceProvider services) => new NoeudDetector(services.GetRequiredService<NodeName>());

    private sealed class NoeudDetector(NodeName node) : IResourceDetector
    {
        public Resource Detect() => new([new("service.instance.id", node.Value)]);
    }
}
