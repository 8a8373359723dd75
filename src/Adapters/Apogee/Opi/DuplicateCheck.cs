using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>Rule A5: the same person under two OPI numbers is accepted, and somebody is told.</summary>
internal sealed class DuplicateCheck(TacheBook tasks)
{
    public async Task LookAsync(WriteSession session, LivraisonRow row, CancellationToken ct)
    {
        if (row.Personne is null) return;
        var other = await session.FirstOrDefaultAsync<LivraisonRow>(
            $"""
            SELECT id, sujet FROM livraison
            WHERE etablissement = @Etablissement AND personne = @Personne AND destination = @Destination AND id <> @Id
              AND etat <> '{nameof(EtatLivraison.SansObjet)}'
            ORDER BY id LIMIT 1
            """,
            new { row.Etablissement, row.Personne, row.Destination, row.Id }, ct);
        if (other is null) return;
        var pair = string.CompareOrdinal(row.Sujet, other.Sujet) < 0 ? $"{row.Sujet} et {other.Sujet}" : $"{other.Sujet} et {row.Sujet}";
        await tasks.AddAsync(session, row.Etablissement, TypeTache.DoublonPossible, pair,
            $"La même personne figure sous deux numéros OPI ({pair}) : vérifier dans Apogée qu'il s'agit bien d'un seul étudiant.", ct);
    }
}
