using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>Makes a dossier of what Parcoursup says of a candidate and his wish.</summary>
public static class DossierMapper
{
    /// <param name="code">F or S: only the admitted become dossiers (rule G2).</param>
    /// <param name="formation">The mapping; what it lacks stays empty and becomes a <see cref="Probleme"/>.</param>
    public static ContenuDossier Map(Candidat candidat, Voeu voeu, CodeDecision code, ReglesEtablissement regles,
        FormationMapping? formation) => Map(CandidatJuge.Of(candidat), voeu, code, regles, formation);

    /// <param name="juge">The same, judged (rule K1).</param>
    public static ContenuDossier Map(CandidatJuge juge, Voeu voeu, CodeDecision code, ReglesEtablissement regles,
        FormationMapping? formation)
    {
        ArgumentNullException.ThrowIfNull(juge);
        return Fill(juge.Candidat, voeu, code, regles, formation);
    }

    private static ContenuDossier Fill(Candidat juge, Voeu voeu, CodeDecision code, ReglesEtablissement regles,
        FormationMapping? formation) => new()
    {
        Apprenant = Map(juge),
        Responsables = [.. ResponsablesUniques.De(juge.ResponsablesLegaux).Select(Map)],
        Formation = new FormationDossier
        {
            CodeFormationPsup = voeu.Key.CodeFormationPsup, Libelle = Text(formation?.Libelle) ?? Texte.Net(voeu.LibelleFormation),
            Mef = Text(formation?.Fregata?.Mef), LibelleMef = Text(formation?.Fregata?.LibelleMef),
            Regime = Text(formation?.Fregata?.RegimeDe(voeu.Key.Internat)), Division = Text(formation?.Fregata?.Division),
        },
        Reponse = code == CodeDecision.S ? ReponseCandidat.OuiSi : ReponseCandidat.Oui,
        ReponseDefinitive = voeu.CodeSituation == Situation.Acceptee,
        CursusAmenage = code == CodeDecision.S ? new CursusAmenage(voeu.CodeAmenagement, LabelOf(regles.ReponseDe(voeu.CodeAmenagement)))
        : null,
        Internat = voeu.Key.Internat,
        Cesure = voeu.Cesure,
        DateReponse = voeu.DateReponse,
    };

    /// <summary>What the mapping lacks for a dossier: it stops nothing, since Fregata can complete it.</summary>
    public static IEnumerable<Probleme> Problemes(ContenuDossier dossier)
    {
        var formation = dossier.Formation;
        var path = string.Create(CultureInfo.InvariantCulture, $"formations[{formation.CodeFormationPsup}].fregata");
        if (formation.Mef is null)
            yield return new($"{path}.mef",
                $"Le MEF de la formation {formation.CodeFormationPsup} n'est pas connu : l'indiquer dans la correspondance des "
                + $"formations puis importer de nouveau, ou le choisir dans Fregata.");
        if (formation.Regime is null)
            yield return new($"{path}.{(dossier.Internat ? "regimeInternat" : "regime")}",
                $"Le régime{(dossier.Internat ? " des internes" : "")} de la formation {formation.CodeFormationPsup} n'est pas connu : "
                + $"l'indiquer dans la correspondance des formations, ou le compléter dans Fregata.");
    }

    private static Apprenant Map(Candidat candidat) => new()
    {
        CodeCandidat = candidat.CodeCandidat, Ine = Text(candidat.Ine), Sexe = Text(candidat.Sexe), Nom = Text(candidat.Nom),
            Prenom = Text(candidat.Prenom),
        Prenom2 = Text(candidat.Prenom2), Prenom3 = Text(candidat.Prenom3), DateNaissance = candidat.DateNaissance,
        CodeCommuneNaissance = Text(candidat.CodeCommuneNaissance), LibelleCommuneNaissance = Text(candidat.LibelleCommuneNaissance),
        CodePaysNaissance = Text(candidat.CodePaysNaissance), CodePaysNationalite = Text(candidat.CodePaysNationalite),
        Adresse = Map(candidat.Adresse), Mail = Text(candidat.Mail), TelMobile = Text(candidat.TelMobile), TelFixe = Text(candidat.TelFixe),
        CodeEtablissementOrigine = Text(candidat.CodeEtablissementSco),
        Bac = new BacDossier { Annee = candidat.Bac.Annee, Mois = candidat.Bac.Mois, Serie = Text(candidat.Bac.Serie),
            Mention = Text(candidat.Bac.Mention) },
    };

    private static Responsable Map(ResponsableLegal responsable) => new()
    {
        Nom = Text(responsable.Nom), Prenom = Text(responsable.Prenom), Mail = Text(responsable.Mail), Tel = Text(responsable.Tel),
            Adresse = Map(responsable.Adresse),
    };

    private static AdresseDossier Map(Adresse adresse) => new()
    {
        Ligne1 = Text(adresse.Ligne1), Ligne2 = Text(adresse.Ligne2), Ligne3 = Text(adresse.Ligne3), CodePostal = Text(adresse.CodePostal),
        CodeCommune = Text(adresse.CodeCommune), LibelleCommune = Text(adresse.LibelleCommune), CodePays = Text(adresse.CodePays),
    };

    // Null, "" and absent mean the same (contract of Parcoursup §4).
    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string LabelOf(Reponse? reponse) => reponse switch
    {
        Reponse.OuiSi3Ans => "Oui si en 3 ans",
        Reponse.OuiSi4Ans => "Oui si en 4 ans",
        _ => "Oui si",
    };
}
