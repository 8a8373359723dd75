namespace Parcoursup.Gateway.Simulators.Exposition.Monde;

/// <summary>What the statisticians delivered of this world to the API.</summary>
internal static class DonneesMonde
{
    private static readonly string[] Millesimes = ["2020_2021", "2021_2022", "2022_2023"];

    public static JeuExposition De(
        IReadOnlyList<CertificationMonde> certifications, CatalogueMonde catalogue, IReadOnlyList<EtablissementMonde> etablissements,
        Random random)
    {
        var formations = new Dictionary<(string, string, string), FicheExposition>();
        var terminales = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var ligne in catalogue.Monde)
        {
            var c = ligne.Certification;
            // Not everywhere are there figures, and higher education is known for less.
            if (c.Trait == TraitCertification.Recente || random.Next(100) >= (c.Superieur ? 55 : 84)) continue;
            if (ligne.Etablissement is not { Connu: true, Uai: [not 'C', ..] }) continue;
            var uai = random.Next(100) < 70 ? ligne.Etablissement.Mere ?? ligne.Etablissement.Uai : ligne.Etablissement.Uai;
            foreach (var (code, filiere) in Codes(c, ligne.Apprentissage))
                foreach (var millesime in Millesimes.TakeLast(1 + random.Next(3)))
                    formations.TryAdd((uai, code, millesime), Fiche(uai, code, filiere, millesime, c, random));
        }

        foreach (var c in certifications.Where(c => !c.Superieur)) Terminales(c, terminales);
        var nationales = certifications.Where(c => c.Trait != TraitCertification.Recente).SelectMany(c =>
            new[] { false, true }.SelectMany(app => Codes(c, app)).Distinct()
                .Select(code => Nationale(code.Code, code.Filiere, c, random))).ToList();
        return new JeuExposition
        {
            Formations = [.. formations.Values], Certifications = nationales,
            Regionales = [.. nationales.Where((_, i) => i % 3 == 0).Select(f => f with { Region = "11", NbAnneeTerm = f.NbAnneeTerm / 5 })],
            Etablissements = [.. etablissements.Where(e => e is { Connu: true, Uai: [not 'C', ..] }).Select(e => e.Uai)],
            Terminales = terminales,
        };
    }

    // Under which codes the data stand: the older one of a renewed certification, the other way's of some mixed ones.
    private static IEnumerable<(string Code, string Filiere)> Codes(CertificationMonde c, bool apprentissage)
    {
        if (c.Superieur) return [(c.SiseAncien ?? c.Sise, "superieur")];
        var enApprentissage = c.Trait == TraitCertification.MixteInverse ? !apprentissage : apprentissage;
        if (enApprentissage) return [(c.CfdAncien ?? c.Cfd, "apprentissage")];
        var filiere = c.Type == "BTSA" ? "agricole" : "pro";
        return c.CfdAncien is not null ? [(Nomenclature.MefStatAncien(c), filiere)]
            : c.Trait == TraitCertification.DeuxFinales ? [(c.MefStatFinal, filiere), (c.MefStat(c.Duree, variante: 7), filiere)]
            : [(c.MefStatFinal, filiere)];
    }

    // Asked by a year that is not the last, the API answers with the last one's record, or with several.
    private static void Terminales(CertificationMonde c, Dictionary<string, IReadOnlyList<string>> terminales)
    {
        for (var annee = 1; annee < c.Duree; annee++)
            if (c.MefStat(annee) is var code && code != c.MefStatFinal)
                terminales[code] = c.Trait is TraitCertification.DeuxFinales or TraitCertification.PremiereAnneeCommune
                    ? [c.MefStatFinal, c.MefStat(c.Duree, variante: 7)] : [c.MefStatFinal];
    }

    private static FicheExposition Fiche(
        string uai, string code, string filiere, string millesime, CertificationMonde c, Random random)
    {
        var tirage = random.Next(100);
        var formation = random.Next(10, 60);
        return new FicheExposition(uai, null, code, filiere, millesime,
            tirage < 4 ? null : tirage < 38 ? random.Next(1, 20) : random.Next(20, 140))
        {
            CodeFormationDiplome = c.Superieur ? "" : c.Cfd, Libelle = c.Libelle, Academie = "10", TauxEnFormation = formation,
            TauxEnEmploi6Mois = random.Next(10, 100 - formation),
        };
    }

    private static FicheExposition Nationale(string code, string filiere, CertificationMonde c, Random random)
    {
        var salaire = random.Next(100) < 85 ? 1300 + random.Next(600) : (int?)null;
        return Fiche(null!, code, filiere, filiere == "superieur" ? "2022" : "2023", c, random) with
        {
            Uai = null, Academie = "", NbAnneeTerm = 200 + random.Next(3000),
            SalaireQ1 = salaire - 150, SalaireQ2 = salaire, SalaireQ3 = salaire + 210,
        };
    }
}
