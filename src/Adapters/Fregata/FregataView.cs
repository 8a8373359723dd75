using System.Globalization;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Adapters.Fregata.Validations;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Fregata;

/// <summary>
/// Why a favourable wish may still not lead to an inscription in Fregata: the three steps of seed 002, and what each waits for. The
/// connector's gate is not among them (rule D2).
/// </summary>
internal sealed class FregataView(ConfigurationDirectory directory, IBusinessClock clock) : ICandidateView
{
    public Sis Sis => Sis.Fregata;

    public async Task<InscriptionChecklist> ChecklistAsync(WriteSession reading, EtablissementModel etablissement, CandidatRow candidat,
        CancellationToken ct)
    {
        var book = await DossierSet.LoadAsync(reading, etablissement.Code, [candidat.Key], ct);
        var dossiers = book.Of(candidat.Key).ToDictionary(d => d.CodeFormation);
        var rentree = ControleValidation.PremierJour(etablissement, directory.Current.Campagne(candidat.Session));
        return new(
            row => Lines(etablissement, candidat, row, dossiers.GetValueOrDefault(row.CodeFormation), rentree, clock.Today),
            OfGone: row => Left(dossiers.GetValueOrDefault(row.CodeFormation)));
    }

    // Rule G2: who left before the processing has left Fregata as well.
    private static IEnumerable<string> Left(DossierRow? dossier)
    {
        if (dossier is { EstTraite: true, Depart: not null })
            yield return $"Le dossier {dossier.Id} est encore {(dossier.State == EtatDossier.Valide ? "validé" : "traité")} dans Fregata "
                + $": l'y annuler, ou faire corriger la situation du candidat dans Parcoursup (tâche DepartFregata).";
    }

    private static IEnumerable<string> Lines(EtablissementModel etablissement, CandidatRow candidat, VoeuRow row, DossierRow? dossier,
        DateOnly? rentree, DateOnly today)
    {
        var mapping = etablissement.Formation(row.CodeFormation)?.Fregata;
        if (string.IsNullOrWhiteSpace(dossier?.ReadDonnees().Formation.Mef ?? mapping?.Mef))
            yield return $"Le MEF de la formation {row.CodeFormation} n'est pas renseigné : l'indiquer dans la correspondance des "
                + $"formations (fregata.mef), ou le choisir dans Fregata.";
        if (string.IsNullOrWhiteSpace(dossier?.ReadDonnees().Formation.Regime ?? mapping?.RegimeDe(row.Internat)))
            yield return "Le régime est à compléter dans Fregata : la correspondance de la formation ne le donne pas.";
        yield return StepOf(dossier);
        if (dossier?.State is EtatDossier.Valide) yield break;
        if ((dossier?.Ine ?? dossier?.ReadDonnees().Apprenant.Ine ?? candidat.Ine) is null)
            yield return "L'apprenant doit être immatriculé dans Fregata (INE ou INA) avant la validation.";
        yield return rentree switch
        {
            null =>
                "Le premier jour de la rentrée n'est pas saisi : sans lui aucune inscription ne peut être validée (calendrier de la "
                + "campagne, ou fregata.rentree).",
            { } day when today < day =>
            string.Create(CultureInfo.InvariantCulture,
                $"La validation n'est possible qu'à partir du premier jour de la rentrée, le {day:dd/MM/yyyy}."),
            _ => "La rentrée a commencé : l'inscription traitée et immatriculée peut être validée dans Fregata.",
        };
        if (ControleValidation.CodeSiseMissing(etablissement, row) is { } sise) yield return sise;
    }

    private static string StepOf(DossierRow? dossier) => dossier?.State switch
    {
        null =>
            "Le candidat n'est pas encore importé dans Fregata : lancer « Échanges, Import candidats Parcoursup » sur son année scolaire.",
        EtatDossier.Recu or EtatDossier.ATraiter =>
        $"L'inscription importée (import n° {dossier.Importation}) n'est pas encore traitée dans Fregata.",
        EtatDossier.Traite => "L'inscription est traitée dans Fregata et n'y est pas encore validée.",
        EtatDossier.Valide => "L'inscription est validée dans Fregata.",
        EtatDossier.Annule => "L'import du dossier a été annulé dans Fregata : importer de nouveau les candidats.",
        _ => "Le dossier avait quitté Fregata ; le candidat est de nouveau admis : importer de nouveau les candidats.",
    };
}
