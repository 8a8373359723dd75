using System.Diagnostics;
using OpenTelemetry;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Telemetrie;

/// <summary>
/// What libraries tell of a call beside what is needed: addresses with the number of a file in them, the browser and the address of a
/// person, texts of failures. None of it leaves (rule J5). The gateway's own spans say nothing of a person in the first place.
/// </summary>
internal sealed class SpanSansPersonne : BaseProcessor<Activity>
{
    private static readonly string[] Tues =
        ["url.query", "user_agent.original", "client.address", "client.port", "network.peer.address", "network.peer.port"];

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == Traces.Nom) return;
        foreach (var name in Tues) data.SetTag(name, null);
        // The pattern of the address says where; what stood in its place says of whom.
        if (data.GetTagItem("url.path") is not null) data.SetTag("url.path", data.GetTagItem("http.route"));
        if (data.GetTagItem("url.full") is string full && Uri.TryCreate(full, UriKind.Absolute, out var called))
            data.SetTag("url.full", called.GetLeftPart(UriPartial.Path));
        // Without its description.
        data.SetStatus(data.Status);
    }
}

/// <summary>A library that keeps a failure in its span keeps its kind; its text and stack may hold anything.</summary>
internal sealed class EchecSansTexte : IDisposable
{
    private readonly ActivityListener _listener = new()
    {
        // It only answers: whether there is a span at all is said by those who export it.
        ShouldListenTo = source => source.Name != Traces.Nom,
        Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.None,
        ExceptionRecorder = (Activity _, Exception _, ref TagList tags) =>
        {
            tags.Add("exception.message", "");
            tags.Add("exception.stacktrace", "");
        },
    };

    public EchecSansTexte() => ActivitySource.AddActivityListener(_listener);

    public void Dispose() => _listener.Dispose();
}
