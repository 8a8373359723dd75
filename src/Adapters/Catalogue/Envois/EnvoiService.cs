using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Imports;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Adapters.Catalogue.Publications;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Catalogue.Envois;

/// <summary>
/// A run of postings: one formation per call, up to a limit, with a pause between two; what is in error comes last, and nothing is tried
/// twice. The outcome and the new status are written together.
/// </summary>
internal sealed class EnvoiService(
    FormationBook formations, MefService mefs, FileEnvois file, ClientFormations client, AttemptLedger ledger, TimeProvider time)
{
    public async Task<Issue> EnvoyerAsync(DemandeEnvoi demande, CancellationToken ct)
    {
        var (order, done) = await file.OrdreAsync(demande.Depuis, ct);
        var (allowed, results, remote) = (await mefs.ListAsync(ct), new List<ResultatEnvoi>(), 0);
        foreach (var key in order)
        {
            if (done + results.Count >= demande.Limite) break;
            if (demande.Avant is { } before) await before(ct);
            if (results.Count > 0 && demande.Pause > TimeSpan.Zero) await Task.Delay(demande.Pause, time, ct);
            if (await PosterAsync(key, demande, allowed, ct) is not var (after, failed)) continue;
            if (failed) remote++;
            results.Add(new(key, after.Statut.Libelle(), after.ParcoursupId, after.Erreur));
        }

        return new Issue(results.Count > 0 && remote == results.Count ? Issue.Distant : Issue.Fait, new
        {
            envoyees = results.Count, limite = demande.Limite, restantes = order.Count - results.Count,
            compte = results.GroupBy(r => r.statut).ToDictionary(g => g.Key, g => g.Count()), resultats = results,
        });
    }

    // Null when there is nothing to post any more, or another run does.
    private async Task<(EtatPublication Etat, bool Echec)?> PosterAsync(
        string key, DemandeEnvoi demande, IReadOnlySet<string> allowed, CancellationToken ct)
    {
        if (await formations.FindAsync(key, ct) is not { } row || !SuiteEnvoi.EstAEnvoyer(row.Statut)) return null;
        var body = CorpsPublication.Octets(row, new LectureDonnees(), allowed);
        if (await file.PrendreAsync(row, body, demande.Acces.Delai, ct) is not { } claimed) return null;
        var start = time.GetUtcNow();
        // A call that was cut is of unknown outcome: what stops the run lets this one end.
        var known = IdParcoursup.Lire(row.ParcoursupId) is not null;
        var exchange = await client.EnvoyerAsync(demande.Acces, body, known, CancellationToken.None);
        var after = SuiteEnvoi.Appliquer(row.Etat(), exchange.Verdict);
        var end = time.GetUtcNow();
        await ledger.RecordAsync(new AttemptRecord(
            claimed, start, end, exchange.VersEchange(), EtatDe(exchange.Verdict), EtatLivraison.AttenteRemontee, end,
            exchange.Verdict is VerdictEnvoi.Acceptee yes ? yes.GTaCod : null, after.Erreur, after.Rejection, Undone: false)
        {
            Also = (session, token) => formations.SetAsync(session, row.Id, after, demande.Jour, end, token),
        }, CancellationToken.None);
        return (after, exchange.Verdict is VerdictEnvoi.Echec);
    }

    private static EtatLivraison EtatDe(VerdictEnvoi verdict) => verdict switch
    {
        VerdictEnvoi.Acceptee => EtatLivraison.AJour,
        VerdictEnvoi.Refusee => EtatLivraison.RefusMetier,
        _ => EtatLivraison.AttenteRemontee,
    };
}
