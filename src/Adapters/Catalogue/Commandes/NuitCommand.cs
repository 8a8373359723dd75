using System.CommandLine;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Domain.Campagnes;

namespace Parcoursup.Gateway.Adapters.Catalogue.Commandes;

/// <summary>A night of the command line, at the day of its clock unless it is told another.</summary>
internal sealed class NuitCommand(NuitService nuits, EnvoiCommand envoi, IBusinessClock clock)
{
    private const string ParDefaut = "ligne de commande";

    public Task<Issue> ExecuterAsync(DateOnly? jour, string? confirmePar, CancellationToken ct) =>
        nuits.ExecuterAsync(jour ?? clock.Today, confirmePar, confirmePar ?? ParDefaut, ct);

    /// <summary>The night, then a run of postings; what cannot be posted leaves the night as it is.</summary>
    public async Task<Issue> ExecuterEtEnvoyerAsync(
        DateOnly? jour, string? confirmePar, ParseResult result, OptionsEnvoi options, CancellationToken ct)
    {
        options.Lire(result, out var refusal).Acces?.Dispose();
        if (refusal is not null) return refusal;
        var night = await ExecuterAsync(jour, confirmePar, ct);
        if (night.Code != Issue.Fait) return night;
        var posted = await envoi.EnvoyerAsync(result, options, jour ?? clock.Today, ct);
        var body = JsonNode.Parse(night.Texte())!.AsObject();
        body["envoi"] = JsonNode.Parse(posted.Texte());
        return new Issue(posted.Code, body);
    }
}
