using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>Everything about one candidate that a person looks at together.</summary>
public sealed record Fiche(
    CandidatRow Candidat, IReadOnlyList<ExplicationVoeu> Voeux, PlaceFichier? Fichier, IReadOnlyList<Reserve> Reserves,
    IReadOnlyList<Avertissement> Avertissements, IReadOnlyList<TacheOuverte> Taches, IReadOnlyList<LivraisonRow> Livraisons)
{
    public string? NumeroEtudiant { get; init; }
}

/// <summary>Reads what there is about a candidate, at one moment, with the explanation of each wish.</summary>
public sealed class FicheCandidat(Database database, GardeBook guards, ListesSuivi lists, IEnumerable<ICandidateView> views)
{
    /// <returns>Null when he is not known here.</returns>
    public async Task<Fiche?> DeAsync(EtablissementModel etablissement, CandidatKey key, CancellationToken ct)
    {
        await using var reading = await database.EssayerAsync(ct);
        var book = await CandidatSet.LoadAsync(reading, etablissement.Code, [key], ct);
        if (book.Candidat(key) is not { } candidat) return null;
        var gardes = await guards.StatesOfAsync(reading, book.VoeuxOf(key), ct);
        var enrolled = await EnrolledAsync(reading, etablissement.Code, key, ct);
        var system = views.FirstOrDefault(view => view.Sis == etablissement.Document.Sis);
        var checks = system is null ? new InscriptionChecklist(_ => [])
            : await system.ChecklistAsync(reading, etablissement, candidat, ct);
        return new(
            candidat,
            [.. book.VoeuxOf(key).OrderBy(v => v.CodeFormation).Select(v => WishExplanation.Of(candidat, v, gardes, ToCheck(v)))],
            checks.Fichier, JsonText.Read<List<Reserve>>(candidat.Reserves), JsonText.Read<List<Avertissement>>(candidat.Avertissements),
            await lists.TachesAsync(reading, etablissement.Code, key, ct),
            await lists.LivraisonsAsync(reading, etablissement.Code, key, ct))
        {
            NumeroEtudiant = system is null ? null
                : (await system.StudentNumbersAsync(etablissement.Code, [candidat], ct)).GetValueOrDefault(key),
        };

        IEnumerable<string> ToCheck(VoeuRow row) => !row.EstVivant ? checks.OfGone?.Invoke(row) ?? []
            : enrolled.Contains(row.CodeFormation) ? ["Rien : une inscription administrative payée existe déjà pour cette formation."]
            : checks.OfWish(row);
    }

    private static async Task<HashSet<int>> EnrolledAsync(WriteSession reading, string etablissement, CandidatKey key,
        CancellationToken ct) => [.. await reading.QueryAsync<int>(
        """
        SELECT code_formation FROM inscription WHERE etablissement = @etablissement AND session = @annee AND code_candidat = @dossier
          AND payee AND NOT annulee AND code_formation IS NOT NULL
        """,
        new { etablissement, annee = key.Session, dossier = key.CodeCandidat }, ct)];
}
