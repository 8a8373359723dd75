using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// Rule A5: the same person under two OPI numbers is accepted, and somebody is told. Rule K2: where the two cannot be one person, they
/// have only an INE in common, by which Apogée would make one individual of them.
/// </summary>
internal sealed class DuplicateCheck(TacheBook tasks)
{
    /// <returns>The OPI whose INE this one has although it is another person's, in words; null where there is none.</returns>
    public async Task<string?> LookAsync(WriteSession session, LivraisonRow row, CancellationToken ct)
    {
        if (row.Personne is null) return null;
        var others = await session.QueryAsync<LivraisonRow>(
            $"""
            SELECT id, sujet FROM livraison
            WHERE etablissement = @Etablissement AND personne IN @personnes AND destination = @Destination AND id <> @Id
              AND etat <> '{nameof(EtatLivraison.SansObjet)}'
            ORDER BY id LIMIT 10
            """,
            new
            {
                row.Etablissement, personnes = await session.FormsAsync(row.Etablissement, [row.Personne], ct), row.Destination, row.Id,
            }, ct);
        if (others.Count == 0) return null;
        var mine = await IdentiteAsync(session, row.Etablissement, row.Sujet, ct);
        foreach (var other in others)
            if (await IdentiteAsync(session, row.Etablissement, other.Sujet, ct) is { } theirs && mine?.NePeutEtre(theirs) == true)
            {
                var (one, two) = ($"{row.Sujet} ({mine.EnClair})", $"{other.Sujet} ({theirs.EnClair})");
                await TellAsync(session, row, other,
                    $"Un même INE est porté par deux personnes différentes : {one} et {two}. Il n'est transmis ni pour l'une ni pour "
                    + "l'autre (règle K2) : faire corriger l'INE de l'une d'elles, et vérifier dans Apogée "
                    + "qu'elles n'ont pas été confondues.", ct);
                return two;
            }

        await TellAsync(session, row, others[0],
            $"La même personne figure sous deux numéros OPI ({Pair(row, others[0])}) : vérifier dans Apogée qu'il s'agit bien d'un seul "
            + "étudiant.", ct);
        return null;
    }

    private Task TellAsync(WriteSession session, LivraisonRow row, LivraisonRow other, string message, CancellationToken ct) =>
        tasks.AddAsync(session, row.Etablissement, TypeTache.DoublonPossible, Pair(row, other), message, ct);

    private static string Pair(LivraisonRow row, LivraisonRow other) => string.CompareOrdinal(row.Sujet, other.Sujet) < 0
        ? $"{row.Sujet} et {other.Sujet}" : $"{other.Sujet} et {row.Sujet}";

    private static async Task<IdentitePersonne?> IdentiteAsync(
        WriteSession session, string etablissement, string sujet, CancellationToken ct)
    {
        if (OpiSujet.CandidatOf(sujet) is { } key)
            return (await CandidatSet.LoadAsync(session, etablissement, [key], ct)).Candidat(key) is { } candidat
                ? IdentitePersonne.Of(candidat.ReadCorrige()) : null;
        var individu = await session.ScalarAsync<string?>(
            "SELECT individu FROM opi_recue WHERE etablissement = @etablissement AND cod_opi = @codOpi",
            new { etablissement, codOpi = ReceivedOpiBook.NumberOf(sujet) }, ct);
        return new OpiContenu { Individu = individu }.ReadIdentite() is { } identite ? Personne.IdentiteOf(identite) : null;
    }
}
