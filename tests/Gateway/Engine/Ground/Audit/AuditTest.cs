using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>A gateway whose audit is looked at.</summary>
public abstract class AuditTest(PostgresServer postgres, DatabaseEngine engine) : GatewayTest(postgres, engine)
{
    private protected Task<EtatAudit> VerifyAsync((long, string)? anchor = null) => VerifyAsync(Gateway, anchor);

    private protected static Task<EtatAudit> VerifyAsync(GatewayInstance gateway, (long, string)? anchor = null) =>
        gateway.Services.GetRequiredService<AuditVerifier>().VerifyAsync(anchor, default);

    private protected async Task<List<JsonNode>> EntriesAsync(string filter = "") =>
        [.. (await Api.GetAsync("/api/audit?taille=1000" + filter))!["entrees"]!.AsArray().Select(e => e!)];

    /// <summary>The newest entry of this act that is as it should; it may still be on its way.</summary>
    private protected async Task<JsonNode> EntryAsync(string acte, Func<JsonNode, bool>? isRight = null) => (await Poll.UntilAsync(
        async () => (await EntriesAsync("&acte=" + acte)).Find(e => isRight?.Invoke(e) ?? true), found => found is not null))!;

    private protected static string Text(JsonNode entry, string field) => entry[field]?.ToString() ?? "";
}
