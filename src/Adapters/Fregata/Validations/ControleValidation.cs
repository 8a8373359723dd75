using System.Globalization;
using Parcoursup.Gateway.Adapters.Fregata.Acces;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Dossiers;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Adapters.Fregata.Validations;

/// <summary>
/// The checks of a validation (seed 002): by the validation itself, and beforehand, when Fregata's people prepare it
/// (« en effectuant tous les contrôles de la validation »).
/// </summary>
internal sealed class ControleValidation(Database database, ConfigurationDirectory directory, IBusinessClock clock)
{
    /// <summary>First day on which inscriptions of a session can be validated; null when nobody entered it.</summary>
    public static DateOnly? PremierJour(EtablissementModel etablissement, CalendrierCampagne? campagne) => etablissement.Fregata.Rentree
        ?? campagne?.Rentree;

    /// <summary>Null when Parcoursup would be given the formation's code SISE; else what is missing.</summary>
    public static string? CodeSiseMissing(EtablissementModel etablissement, VoeuRow voeu) =>
        string.IsNullOrWhiteSpace(voeu.ReadVoeu().CodeSise)
        && string.IsNullOrWhiteSpace(etablissement.Formation(voeu.CodeFormation)?.CodeSise)
            ? $"Le code SISE de la formation {voeu.CodeFormation} manque : Parcoursup refuserait la remontée de la validation "
                + $"(formations, codeSise)." : null;

    /// <summary>The checks of many lines; nothing is recorded, and that the rentrée is still to come keeps no line back.</summary>
    public async Task<RapportControle> RehearseAsync(FregataCaller caller, IReadOnlyList<LigneValidation?> lignes, CancellationToken ct)
    {
        await using var reading = await database.EssayerAsync(ct);
        var ids = lignes.Select(l => DossierId.Parse(l?.Id)).ToList();
        var keys = ids.OfType<DossierId>().Select(i => i.Candidat).Distinct().ToList();
        var dossiers = await DossierSet.LoadAsync(reading, caller.Etablissement.Code, keys, ct);
        var candidats = await CandidatSet.LoadAsync(reading, caller.Etablissement.Code, keys, ct);
        var told = lignes.Select((ligne, rank) => Rehearse(caller, ligne, ids[rank], dossiers, candidats)).ToList();
        // Lines of several sessions: the day on which the last of them can be validated.
        var days = ids.OfType<DossierId>().Select(i => i.Session).Distinct()
            .Select(annee => PremierJour(caller.Etablissement, directory.Current.Campagne(annee))).ToList();
        int Count(ResultatControle resultat) => told.Count(l => l.Resultat == resultat);
        return new RapportControle(
            days.Contains(null) ? null : days.DefaultIfEmpty().Max(), Count(ResultatControle.Pret), Count(ResultatControle.DejaValide),
            Count(ResultatControle.ACorriger), told);
    }

    /// <summary>Why a line cannot be validated today, the most important first.</summary>
    public IEnumerable<Probleme> Refusals(EtablissementModel etablissement, LigneValidation ligne, DossierRow row)
    {
        if (RefusedState(row) is { } state) yield return new("etat", state);
        if (RefusedDay(etablissement, row.Session, ligne, mayWait: false) is { } day) yield return new("date", day);
        if (RefusedIne(ligne, row) is { } ine) yield return new("ine", ine);
    }

    /// <summary>The number with which an inscription is validated: the line's, else the one that the dossier has.</summary>
    public static string? Numero(LigneValidation ligne, DossierRow row) => Ine.Normalize(ligne.Ine)
        ?? Ine.Normalize(row.ReadDonnees().Apprenant.Ine);

    /// <summary>The day of a validation, today when none is given; null when what is given is no day.</summary>
    public DateOnly? Day(LigneValidation ligne) =>
        string.IsNullOrWhiteSpace(ligne.Date) ? clock.Today
        : DateOnly.TryParseExact(ligne.Date.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : null;

    private LigneControle Rehearse(FregataCaller caller, LigneValidation? ligne, DossierId? id, DossierSet dossiers, CandidatSet candidats)
    {
        if (DossierRefus.Of(dossiers, caller, ligne, id) is { } refusal) return new(ligne?.Id, ResultatControle.ACorriger, [refusal]);
        var row = dossiers.Find(id!.Value)!;
        if (row.State == EtatDossier.Valide) return new(ligne!.Id, ResultatControle.DejaValide, []);

        List<Probleme> problems = [];
        if (RefusedState(row) is { } state) problems.Add(new("etat", state));
        if (RefusedDay(caller.Etablissement, row.Session, ligne!, mayWait: true) is { } day) problems.Add(new("date", day));
        if (RefusedIne(ligne!, row) is { } ine) problems.Add(new("ine", ine));
        if (candidats.VoeuxOf(row.Candidat).Where(v => v.CodeFormation == row.CodeFormation).OrderByDescending(v => v.EstVivant)
            .FirstOrDefault() is { } voeu
            && CodeSiseMissing(caller.Etablissement, voeu) is { } sise)
            problems.Add(new("codeSise", sise));
        return new(ligne!.Id, problems.Count == 0 ? ResultatControle.Pret : ResultatControle.ACorriger, problems);
    }

    private static string? RefusedState(DossierRow row) => row switch
    {
        { State: EtatDossier.Desiste or EtatDossier.Annule } => DossierRefus.Parti(row),
        { State: EtatDossier.Recu or EtatDossier.ATraiter } =>
        "L'inscription importée n'est pas encore traitée : la traiter dans Fregata, puis la valider.",
        { Depart: { } depart } =>
        $"Le candidat n'est plus admis : {depart} Annuler son inscription dans Fregata, ou faire corriger sa situation dans Parcoursup.",
        _ => null,
    };

    private static string? RefusedIne(LigneValidation ligne, DossierRow row) => Numero(ligne, row) is not { } number
        ? "L'apprenant n'est pas immatriculé : l'immatriculer dans Fregata (INE ou INA), puis valider de nouveau."
        : Ine.HasShape(number) ? null
        : $"{Cite.De(number)} n'a pas la forme d'un INE ou INA (11 lettres ou chiffres) : le corriger dans Fregata, puis valider de "
            + "nouveau.";

    // A preparation may ask before the rentrée for a validation of today.
    private string? RefusedDay(EtablissementModel etablissement, int session, LigneValidation ligne, bool mayWait)
    {
        if (Day(ligne) is not { } given)
            return $"{Cite.De(ligne.Date)} n'est pas une date : indiquer la date de validation sous la forme aaaa-mm-jj, ou ne rien "
                + "indiquer pour aujourd'hui.";
        if (PremierJour(etablissement, directory.Current.Campagne(session)) is not { } first)
            return $"Le premier jour de la rentrée de la session {session} n'est pas saisi : le renseigner dans le calendrier de la "
                + $"campagne ou dans fregata.rentree.";
        if (clock.Today < first && !mayWait)
            return string.Create(CultureInfo.InvariantCulture,
                $"La validation n'est possible qu'à partir du premier jour de la rentrée, le {first:dd/MM/yyyy} : valider de nouveau ce "
                + $"jour-là.");
        if (given > clock.Today && !mayWait)
            return string.Create(CultureInfo.InvariantCulture,
                $"La date de validation {given:dd/MM/yyyy} n'est pas encore venue : indiquer au plus tard le {clock.Today:dd/MM/yyyy}.");
        return given < first && !(mayWait && given == clock.Today)
            ? string.Create(CultureInfo.InvariantCulture,
                $"La date de validation {given:dd/MM/yyyy} précède le premier jour de la rentrée, le {first:dd/MM/yyyy} : la corriger.")
                : null;
    }
}
