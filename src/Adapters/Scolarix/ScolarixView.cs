using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Scolarix;

/// <summary>What is known of a candidate's way into Scolarix.</summary>
/// <param name="Empechement">Why there is no file of his session yet, null when there can be one.</param>
/// <param name="Place">His place in the file as it would be written now, null before he was evaluated.</param>
/// <param name="Dernier">The last published file, null before the first.</param>
/// <param name="DansDernier">Whether he stands in it.</param>
/// <param name="Suivant">A snapshot that waits for a person.</param>
internal sealed record ScolarixFacts(string? Empechement, PopulationRow? Place, InstantaneRow? Dernier, bool DansDernier,
    InstantaneRow? Suivant)
{
    /// <summary>Whether he would stand in a file written now.</summary>
    public bool DansProchain => Place?.Presence switch
    {
        nameof(Presence.Presente) => true,
        nameof(Presence.CommeAvant) => DansDernier && Place.DoubleDe is null,
        _ => false,
    };
}

/// <summary>
/// Where a candidate stands: in the files, and why he may still not be able to enrol (seed 003 §2: only who was imported can pre-enrol).
/// </summary>
internal sealed class ScolarixView(
    Database database, ConfigurationDirectory directory, InstantaneBook book, IndexInstantane index, ScolarixTimeline timeline,
    IBusinessClock clock)
    : ICandidateView
{
    public Sis Sis => Sis.Scolarix;

    public async Task<InscriptionChecklist> ChecklistAsync(WriteSession reading, EtablissementModel etablissement, CandidatRow candidat,
        CancellationToken ct)
    {
        var facts = await FactsAsync(etablissement, candidat.Key, ct);
        // The file holds persons, not wishes: each of them has the same way to go.
        List<string> lines = [.. Checklist(facts)];
        return new(_ => lines, new PlaceFichier(
            facts.Dernier?.Numero, facts.DansDernier, facts.DansProchain, facts.Place?.Raison,
            facts.Place?.Motif ?? "Le candidat n'a pas encore été évalué : il le sera dans un instant.",
            RegleEnClair.De(facts.Place?.Source),
            facts.Place?.DoubleDe, lines));
    }

    public Task<IReadOnlyList<LigneChronologie>> TimelineAsync(string etablissement, CandidatKey key, CancellationToken ct) =>
        timeline.OfAsync(etablissement, key, ct);

    private async Task<ScolarixFacts> FactsAsync(EtablissementModel etablissement, CandidatKey key, CancellationToken ct)
    {
        var place = await database.FirstOrDefaultAsync<PopulationRow>(
            """
            SELECT presence, raison, motif, source, double_de, avertissements FROM scolarix_population WHERE etablissement = @Code
            AND session = @annee AND code_candidat = @dossier
            """,
            new { etablissement.Code, annee = key.Session, dossier = key.CodeCandidat }, ct);
        var last = await book.LastAsync(etablissement.Code, key.Session, ct);
        var known = last is null ? null : await index.FindAsync(last.Id, key.CodeCandidat, ct);
        var waiting = await database.FirstOrDefaultAsync<InstantaneRow>(
            $"""
            SELECT * FROM scolarix_instantane WHERE etablissement = @Code AND session = @annee
            AND etat = '{nameof(EtatInstantane.EnAttente)}' ORDER BY id DESC
            LIMIT 1
            """,
            new { etablissement.Code, annee = key.Session }, ct);
        return new ScolarixFacts(
            PublicationScolarix.Of(etablissement, directory.Current, key.Session, clock.Today).Empechement, place, last,
            known is { Present: true }, waiting);
    }

    private static IEnumerable<string> Checklist(ScolarixFacts facts)
    {
        var wanted = facts.DansProchain;
        if (facts.Empechement is { } early) yield return early;
        if (facts.Place is { } place && !wanted) yield return $"Hors du fichier Scolarix : {place.Motif} ({place.Source})";
        if (facts.Place?.Avertissements is { } warnings)
            foreach (var warning in JsonText.Read<List<string>>(warnings)) yield return $"Dans le fichier Scolarix, {warning}";
        if (facts.Empechement is not null) yield break;

        yield return (facts.Dernier, facts.DansDernier, wanted) switch
        {
            (null, _, _) =>
                "Aucun fichier n'a encore été écrit pour Scolarix : demander un instantané, ou attendre celui qui est planifié.",
            ({ } last, true, true) =>
            $"Le candidat est dans l'instantané {last.Numero} du {On(last)} : vérifier qu'il a été importé dans Scolarix, sans quoi il "
            + $"ne peut pas se préinscrire en ligne.",
            ({ } last, false, true) =>
            $"Le candidat n'est pas dans le dernier instantané ({last.Numero}, du {On(last)}) : il sera dans le prochain.",
            ({ } last, true, false) =>
            $"Le candidat est encore dans l'instantané {last.Numero} du {On(last)} : le prochain ne le contiendra plus.",
            ({ } last, false, false) => $"Le candidat n'est pas dans l'instantané {last.Numero} du {On(last)}.",
        };
        if (facts.Suivant is { } waiting)
            yield return $"L'instantané {waiting.Numero} attend d'être confirmé (garde n° {waiting.Garde}) : jusque-là le fichier "
                + $"précédent reste.";
    }

    private static string On(InstantaneRow row) => Paris.At(row.GenereLe!.Value)
        .ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
