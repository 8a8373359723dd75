using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Domain.Catalogue.Envois;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Envois;

/// <summary>
/// Applies Parcoursup's return flow, whole or not at all. A line designates formations by key or by Parcoursup's id, never by an id that
/// is empty; the order of the lines does not matter.
/// </summary>
internal sealed class RetourService(
    Database database, FormationBook formations, ClientFormations client, AuditBook audit, IBusinessClock clock)
{
    private const int Lot = 500;

    public async Task<Issue> LireAsync(Stream file, CancellationToken ct)
    {
        try
        {
            return await AppliquerAsync(await RetourReader.LireAsync(file, ct), ct);
        }
        catch (RetourIllisibleException unreadable)
        {
            return Issue.Refusee("fichier", unreadable.Message);
        }
    }

    public async Task<Issue> DemanderAsync(AccesService acces, CancellationToken ct) => await client.LireRetourAsync(acces, ct) switch
    {
        ResultatRetour.Recu received => await AppliquerAsync(received.Lecture, ct),
        ResultatRetour.Echec failure => new Issue(Issue.Distant, new { erreurs = new[] { new Faute("url", failure.Message) } }),
        _ => throw new InvalidOperationException(),
    };

    private Task<Issue> AppliquerAsync(LectureRetour lecture, CancellationToken ct) => database.WriteAsync(async session =>
    {
        audit.Note(session, new(ActeAudit.RetourApplique, null, "flux retour"));
        await formations.LockAsync(session, ct);
        var warnings = lecture.Anomalies.Select(a => new { ligne = a.Rang, cle = a.Rco, motif = a.Motif }).ToList();
        var rows = await DesigneesAsync(session, lecture.Lignes, ct);
        var byKey = rows.ToDictionary(r => r.Cle, StringComparer.Ordinal);
        var byId = rows.Where(r => IdParcoursup.Lire(r.ParcoursupId) is not null)
            .ToLookup(r => IdParcoursup.Lire(r.ParcoursupId)!, StringComparer.Ordinal);
        var states = new Dictionary<long, EtatPublication>();
        // Closing outranks linking, wherever they stand.
        foreach (var line in lecture.Lignes.OrderBy(l => l.Effet).ThenBy(l => l.GTaCod, StringComparer.Ordinal))
        {
            var meant = (line.Rco is { } key && byKey.TryGetValue(key, out var keyed) ? [keyed] : Array.Empty<FormationRow>())
                .Concat(line.GTaCod is { } id ? byId[id] : []).DistinctBy(r => r.Id).ToList();
            if (meant.Count == 0)
                warnings.Add(new { ligne = line.Rang, cle = line.Rco, motif = "Aucune formation n'a cette clé ni cet identifiant." });
            foreach (var row in meant)
            {
                var (after, warning) = SuiteRetour.Appliquer(states.GetValueOrDefault(row.Id) ?? row.Etat(), line, clock.Today);
                states[row.Id] = after;
                if (warning is not null) warnings.Add(new { ligne = line.Rang, cle = (string?)row.Cle, motif = warning });
            }
        }

        var changed = rows.Where(r => states.TryGetValue(r.Id, out var after) && after != r.Etat())
            .OrderBy(r => r.Cle, StringComparer.Ordinal).ToList();
        foreach (var row in changed) await formations.SetAsync(session, row.Id, states[row.Id], clock.Today, null, ct);
        return Issue.Faite(new
        {
            lignes = lecture.Lignes.Count + lecture.Anomalies.Count, modifiees = changed.Count,
            changements = changed.Where(r => states[r.Id].Statut != r.Statut)
                .Select(r => new ChangementFormation(r.Cle, r.Statut.Libelle(), states[r.Id].Statut.Libelle())),
            avertissements = warnings.OrderBy(w => w.ligne),
        });
    }, ct);

    private static async Task<IReadOnlyList<FormationRow>> DesigneesAsync(
        WriteSession session, IReadOnlyList<LigneRetour> lines, CancellationToken ct)
    {
        var found = new Dictionary<long, FormationRow>();
        foreach (var keys in lines.Select(l => l.Rco).OfType<string>().Distinct().Chunk(Lot))
            foreach (var row in await session.QueryAsync<FormationRow>(
                "SELECT * FROM catalogue_formation WHERE cle IN @keys", new { keys }, ct))
                found[row.Id] = row;
        foreach (var ids in lines.Select(l => l.GTaCod).OfType<string>().Distinct().Chunk(Lot))
            foreach (var row in await session.QueryAsync<FormationRow>(
                "SELECT * FROM catalogue_formation WHERE parcoursup_id IN @ids", new { ids }, ct))
                found[row.Id] = row;
        return [.. found.Values];
    }
}
