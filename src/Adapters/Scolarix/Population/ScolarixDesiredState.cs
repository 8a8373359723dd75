using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Evaluation;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Inscriptions;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>
/// What Scolarix should hold (rule G1): who stands in the file and why, and his line as it would be written now. A snapshot
/// only has to put the lines one behind the other.
/// </summary>
internal sealed class ScolarixDesiredState(
    PopulationWriter population, DoublonsIne duplicates, BacDeclarationBook declarations, AcknowledgedInscriptions enrolled,
    ConfigurationDirectory directory, TacheBook tasks, IBusinessClock clock) : IDesiredState
{
    public Sis Sis => Sis.Scolarix;

    public async Task UpdateAsync(WriteSession session, EtablissementModel etablissement, IReadOnlyList<CandidatEvalue> candidats,
        CancellationToken ct)
    {
        using var renderer = new LigneScolarixRenderer(etablissement.Scolarix.Disposition, etablissement.Nomenclatures);
        foreach (var campagne in candidats.GroupBy(c => c.Row.Session))
        {
            var codes = campagne.Select(c => c.Row.CodeCandidat).ToList();
            var declared = await declarations.OfAsync(session, etablissement.Code, campagne.Key, ct);
            var elsewhere = await enrolled.ElsewhereAsync(session, etablissement.Code, campagne.Key, codes, ct);
            var rows = campagne.Select(c => (c, Row(c, etablissement, declared, elsewhere, renderer))).ToList();
            await population.SaveAsync(session, etablissement.Code,
                await duplicates.SettleAsync(session, etablissement.Code, campagne.Key, rows, ct), ct);
            await AskAsync(session, etablissement.Code, campagne.Key, ct);
        }
    }

    private static PopulationRow Row(
        CandidatEvalue evalue, EtablissementModel etablissement, IReadOnlyDictionary<int, bool> declared, IReadOnlySet<int> elsewhere,
        LigneScolarixRenderer renderer)
    {
        var candidat = evalue.Row.ReadCorrige();
        var code = evalue.Row.CodeCandidat;
        var jugement = PopulationRule.Judge(new FaitsPopulation
        {
            Voeux = [.. evalue.Decides], Session = evalue.Row.Session, Bac = evalue.Bac, AnneeBac = candidat.Bac.Annee,
            DiplomeEquivalent = IsEquivalent(candidat, etablissement.Scolarix),
            Declaration = declared.TryGetValue(code, out var titulaire) ? titulaire : null,
            InscritAilleurs = elsewhere.Contains(code),
        });
        // Rule K2: Scolarix takes an INE for one person too.
        if (evalue.IneConteste is { } contested && jugement.Presence == Presence.Presente)
            jugement = JugementPopulation.IneConteste(contested.Message);
        var ligne = jugement.Presence is Presence.Presente or Presence.CommeAvant ? renderer.Render(candidat) : null;
        if (ligne is { Manquants.Count: > 0 }) (jugement, ligne) = (JugementPopulation.Incomplet(ligne.Manquants), null);
        return new PopulationRow
        {
            Session = evalue.Row.Session, CodeCandidat = code, Presence = jugement.Presence.ToString(), Raison = jugement.Raison.ToString(),
            Motif = jugement.Motif, Source = jugement.Source, Ligne = ligne?.Octets, Empreinte = ligne?.Empreinte,
            Avertissements = ligne is { Avertissements.Count: > 0 } ? JsonText.Of(ligne.Avertissements) : null,
        };
    }

    private static bool IsEquivalent(Candidat candidat, ScolarixDocument scolarix) =>
        candidat.Bac.Serie?.Trim() is { Length: > 0 } serie
        && scolarix.SeriesEquivalentes.Any(s => serie.Equals(s.Trim(), StringComparison.OrdinalIgnoreCase));

    private async Task AskAsync(WriteSession session, string etablissement, int annee, CancellationToken ct)
    {
        var found = (await session.QueryAsync<string>(
            $"""
            SELECT '{nameof(RaisonPopulation.BacInconnu)}' AS raison
            WHERE EXISTS (SELECT 1 FROM scolarix_population WHERE etablissement = @etablissement AND session = @annee
            AND presence = '{nameof(Presence.ADecider)}')
            UNION SELECT raison FROM scolarix_population WHERE etablissement = @etablissement AND session = @annee
            AND presence = '{nameof(Presence.Ecartee)}'
            """,
            new { etablissement, annee }, ct)).ToHashSet();
        // Before the publication nobody's result is known, and nobody has to do anything about it.
        var published = directory.Current.Campagne(annee) is { } campagne && clock.Today >= campagne.PublicationResultatsBac;
        foreach (var (raison, type, message) in Questions)
            if (found.Contains(raison.ToString()) && (published || raison != RaisonPopulation.BacInconnu))
                await tasks.AddAsync(session, etablissement, type, $"session {annee}", $"Session {annee} : {message}", ct);
            else
                await tasks.CloseAsync(session, etablissement, type, $"session {annee}", ct);
    }

    private static readonly (RaisonPopulation Raison, TypeTache Type, string Message)[] Questions =
    [
        (RaisonPopulation.BacInconnu, TypeTache.BacInconnu,
            "des candidats ont répondu Oui sans que l'on sache s'ils ont le baccalauréat ; ils restent hors du fichier Scolarix. Voir "
            + "scolarix/a-decider : attendre leur résultat, ou déclarer s'ils en sont titulaires."),
        (RaisonPopulation.Incomplet, TypeTache.FicheIncomplete,
            "des candidats restent hors du fichier Scolarix, qui refuserait tout le fichier : il leur manque un champ obligatoire. Voir "
            + "scolarix/ecartes : le faire compléter dans Parcoursup, puis récupérer, ou ne plus l'exiger "
                + "(scolarix.disposition.obligatoires)."),
        (RaisonPopulation.DoubleIne, TypeTache.DoublonIne,
            "plusieurs dossiers ont le même INE ; seul celui dont la réponse est la plus récente est écrit dans le fichier Scolarix "
            + "(règle A5). Voir scolarix/ecartes : vérifier lequel est le bon, et faire corriger l'autre dans Parcoursup."),
    ];
}
