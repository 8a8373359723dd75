using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>
/// <c>recupererOpi</c>: claims due deliveries as a lane does (gate, one per person, lease), renders them as they are
/// now, and entrusts them to the job. What it does not acknowledge within the lease is due again.
/// </summary>
internal sealed class OpiPages(
    Database database, LivraisonClaims deliveries, AttemptLedger ledger, OpiHandover handover, ConnectorGate gate,
    ConfigurationDirectory directory, TimeProvider time)
{
    private const string Waiting =
        $"""
        SELECT COUNT(CASE WHEN @open OR origine <> '{WantedLivraison.FromSource}' THEN 1 END) AS libres,
               COUNT(CASE WHEN NOT @open AND origine = '{WantedLivraison.FromSource}' THEN 1 END) AS retenues
        FROM livraison
        WHERE destination = @Name AND etablissement = @code AND etat = '{nameof(EtatLivraison.AEnvoyer)}' AND prochaine_tentative <= @now
          AND {Calme.Over}
        """;

    private static readonly ReponseTraitement.Refus WrongWay = new(new OpiFaute(CodesTraitement.AutreVoie, "opi.voie",
        "Les OPI de cet établissement ne partent pas par ce service : deux voies s'effaceraient l'une l'autre. Mettre opi.voie à Service "
        + "dans la configuration, ou arrêter ce traitement."));

    public async Task<ReponseTraitement> NextAsync(string code, DemandeTraitement.RecupererOpi asked, CancellationToken ct)
    {
        var page = new List<OpiAEcrire>(asked.Taille);
        while (true)
        {
            var claim = await ClaimAsync(code, asked, asked.Taille - page.Count, ct);
            if (claim.Refus is { } refus) return refus;
            page.AddRange(claim.Opis);
            await Task.WhenAll(claim.Rien.Select(nothing => ledger.RecordAsync(nothing, CancellationToken.None)));
            if (claim.Prises == 0 || page.Count == asked.Taille) break;
        }

        var waiting = (await database.FirstOrDefaultAsync<WaitingRow>(Waiting, await WaitingOfAsync(code, ct), ct))!;
        return new ReponseTraitement.Page(page, waiting.Libres, waiting.Retenues);
    }

    private async Task<Claim> ClaimAsync(string code, DemandeTraitement.RecupererOpi asked, int most, CancellationToken ct)
    {
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, code, ct);
        await directory.RefreshAsync(ct);
        if (directory.Current.FindByCode(code) is not { } etablissement || etablissement.Document.Sis != Sis.Apogee
            || etablissement.Document.Opi.Voie != VoieOpi.Service)
            return new Claim(0, [], [], WrongWay);

        var open = await gate.IsOpenAsync(session, etablissement, ct);
        var lease = TimeSpan.FromSeconds(etablissement.Document.Opi.Traitement.BailSecondes);
        var claimed = await deliveries.ClaimAsync(session, DestinationOpi.Name, code, open, most, lease, ct, job: Guid.NewGuid()
            .ToString("N"));
        if (claimed.Count == 0) return new Claim(0, [], [], null);

        // Nobody knows in which order a job writes: of one person, one at a time (rule A5).
        var alone = claimed.DistinctBy(c => c.Personne ?? $"#{c.Id}").ToList();
        await deliveries.ReleaseAsync(session, claimed.Except(alone).Select(c => c.Id), ct);

        var handed = await handover.HandOverAsync(session, etablissement, alone, asked.Version, ct);
        await session.CommitAsync(ct);
        return new Claim(alone.Count, [.. handed.Select(h => h.Opi).OfType<OpiAEcrire>()],
            [.. handed.Select(h => h.Fin).OfType<AttemptRecord>()], null);
    }

    private async Task<object> WaitingOfAsync(string code, CancellationToken ct) => new
    {
        open = directory.Current.FindByCode(code) is { } etablissement && await gate.IsOpenAsync(database, etablissement, ct),
        DestinationOpi.Name, code, now = time.GetUtcNow(),
    };

    /// <param name="Prises">How many deliveries were claimed: none means that nothing is left.</param>
    private sealed record Claim(int Prises, IReadOnlyList<OpiAEcrire> Opis, IReadOnlyList<AttemptRecord> Rien,
        ReponseTraitement.Refus? Refus);

    private sealed class WaitingRow
    {
        public long Libres { get; init; }
        public long Retenues { get; init; }
    }
}
