using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>Why a line is not covered: exactly one reason for each, so that the reasons add up to the total.</summary>
public static class RaisonRule
{
    public static ResultatLigne Conclure(
        LigneCandidate candidate, ChoixInsertion insertion, ChoixRemuneration remuneration, ContexteRaison contexte)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(insertion);
        ArgumentNullException.ThrowIfNull(remuneration);
        ArgumentNullException.ThrowIfNull(contexte);
        var ligne = candidate.Ligne;
        var (raison, explication) = insertion.Couverture == Couverture.Couvert
            ? (default(RaisonNonCouvert?), Gardee(insertion.Retenu!, insertion.Essais.Count))
            : De(candidate, insertion, contexte);
        return new ResultatLigne(ligne, insertion.Couverture, raison, explication, insertion.Retenu, remuneration.Retenu,
            [.. insertion.Essais, .. remuneration.Essais], contexte.Nomenclatures.Dedans(ligne.Type, ligne.Filiere));
    }

    private static (RaisonNonCouvert? Raison, string Explication) De(
        LigneCandidate candidate, ChoixInsertion insertion, ContexteRaison contexte)
    {
        if (insertion.Couverture == Couverture.SousLeSeuil)
            return (RaisonNonCouvert.SousLeSeuil,
                Gardee(insertion.Retenu!, insertion.Essais.Count) + $" Moins de {LectureReponse.Seuil} élèves.");
        if (Nouvelle(candidate, contexte) is { } nouvelle) return (RaisonNonCouvert.NouvelleFormation, nouvelle);
        if (!candidate.Codes.Any(c => c.Possible is not null)) return (RaisonNonCouvert.CodeInconnu, SansCode(candidate));
        if (UaiInconnu(candidate, insertion, contexte.Nomenclatures) is { } uai) return (RaisonNonCouvert.UaiInconnu, uai);
        var academie = candidate.Uais.Select(u => contexte.Nomenclatures.AcademieDe(u.Uai)).FirstOrDefault(a => a is not null);
        if (academie is not null && contexte.Nomenclatures.EstMalCouverte(academie))
            return (RaisonNonCouvert.TerritoireMalCouvert,
                $"L'établissement est dans l'académie {academie}, que les données couvrent mal.");
        if (insertion.Essais.FirstOrDefault(e => e.Valeur == ValeurReponse.Echec) is { } echec)
            return (RaisonNonCouvert.SansRaison, $"Rien n'est établi, l'API n'a pas répondu : {echec.EnClair}");
        return Multiple(candidate, insertion)
            ?? (RaisonNonCouvert.SansRaison, $"{Tentes(insertion)} : l'API n'a de données pour aucun.");
    }

    private static (RaisonNonCouvert? Raison, string Explication)? Multiple(LigneCandidate candidate, ChoixInsertion insertion)
    {
        // The first that was told is of the line's best code.
        var vue = insertion.Essais.Select(e => e.Valeur)
            .FirstOrDefault(v => v is ValeurReponse.AnneeCommune or ValeurReponse.PlusieursAnnees);
        // What the other way or the years around gave is beside the line's own codes.
        var aucunValide = !candidate.Codes
            .Any(c => c is { Validite: ValiditeCode.Valide, Inverse: false, Anciennete: Anciennete.Self });
        var plusieurs = candidate.Codes.Where(c => c.Validite == ValiditeCode.Plusieurs).ToList();
        if (aucunValide && plusieurs.Exists(c => !c.PlusieursAnnees))
            return (RaisonNonCouvert.PlusieursCertifications,
                $"Plusieurs certifications répondent à la ligne ({Codes(plusieurs.Where(c => !c.PlusieursAnnees))}) : préciser la "
                + "sienne dans le catalogue, ou par un encodage manuel.");
        if (vue == ValeurReponse.PlusieursAnnees || (aucunValide && plusieurs.Count > 0))
            return (RaisonNonCouvert.PlusieursAnneesTerminales,
                aucunValide && plusieurs.Count > 0 ? $"La certification a plusieurs années terminales ({Codes(plusieurs)}) : donner le MEF."
                    : "L'API répond par plusieurs formations en année terminale.");
        return vue == ValeurReponse.AnneeCommune
            ? (RaisonNonCouvert.PremiereAnneeCommune, "La première année est commune à plusieurs certifications.") : null;
    }

    // Nobody can have left it by the last millésime, and nothing came before it.
    private static string? Nouvelle(LigneCandidate candidate, ContexteRaison contexte)
    {
        if (contexte.DerniereAnnee is not { } derniere || candidate.Cfds.Count == 0) return null;
        var sorties = candidate.Cfds.Select(contexte.Nomenclatures.PremiereSortie).ToList();
        return sorties.TrueForAll(s => s > derniere) && !candidate.Cfds.Any(contexte.Nomenclatures.LiensCfd.AUnAncien)
            ? $"Les premiers élèves sortent en {sorties.Min()}, après le dernier millésime de l'API ({derniere})." : null;
    }

    private static string SansCode(LigneCandidate candidate) =>
        candidate.Codes.Count == 0 ? "La ligne ne porte aucun code que les nomenclatures permettent de chercher."
        : "Inconnu des nomenclatures : "
            + string.Join(", ", candidate.Codes.Select(c => $"{c.Source.Mot()} {Cite.De(c.Initial)}").Distinct()) + ".";

    private static string? UaiInconnu(LigneCandidate candidate, ChoixInsertion insertion, NomenclaturesExposition nomenclatures)
    {
        var propres = candidate.Uais.Where(u => u.Source != SourceUai.Mere).ToList();
        if (propres.Count == 0) return "La ligne ne porte aucun UAI.";
        return propres.TrueForAll(Inconnu)
            ? $"Inconnu : {string.Join(", ", propres.Select(Nom))}." : null;

        static string Nom(UaiExposition uai) =>
            uai.Uai + (UaiExposition.EstDemandable(uai.Uai) ? "" : " (l'API n'accepte pas cette forme, il ne peut pas être demandé)");

        bool Inconnu(UaiExposition uai) => !UaiExposition.EstDemandable(uai.Uai)
            || insertion.Essais.Any(e => e.Question.Uai?.Uai == uai.Uai && e.Valeur == ValeurReponse.EtablissementInconnu)
            || (nomenclatures.AUneListeDUai && !nomenclatures.ConnaitUai(uai.Uai));
    }

    private static string Gardee(EssaiLigne essai, int essais)
    {
        var (candidat, uai) = (essai.Question.Candidat, essai.Question.Uai!.Value);
        return $"Gardé {essai.Question.Code} à {uai.Type} {uai.Uai} (méthode {candidat.Methode.Mot()}, code {candidat.Anciennete.Mot()}), "
            + (essais == 1 ? "dès le premier essai."
                : $"la meilleure couverture de {essais} essais, dans l'ordre des méthodes puis des UAI.");
    }

    private static string Tentes(ChoixInsertion insertion) => insertion.Essais.Count == 1 ? "1 essai" : $"{insertion.Essais.Count} essais";

    private static string Codes(IEnumerable<CandidatCode> codes) =>
        string.Join(", ", codes.Select(c => c.Possible.ToString()).Distinct().Order(StringComparer.Ordinal).Take(5));
}
