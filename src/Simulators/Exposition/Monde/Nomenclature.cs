namespace Parcoursup.Gateway.Simulators.Exposition.Monde;

/// <summary>The publishers' tables of this world.</summary>
internal static class Nomenclature
{
    private static readonly string[] Horscadre = ["Formation d'ingénieur", "Diplôme d'État"];

    public static IReadOnlyList<TableMonde> De(
        IReadOnlyList<CertificationMonde> certifications, IReadOnlyList<EtablissementMonde> etablissements, CatalogueMonde catalogue,
        Random random)
    {
        var secondaires = certifications.Where(c => !c.Superieur).ToList();
        TableMonde[] tables =
        [
            new("n_mef.csv",
                ["MEF", "LIBELLE_LONG", "MEF_STAT_11", "FORMATION_DIPLOME", "DISPOSITIF_FORMATION", "DUREE_DISPOSITIF",
                    "ANNEE_DISPOSITIF", "DATE_OUVERTURE", "DATE_FERMETURE"],
                [.. secondaires.SelectMany(Mefs)]),
            new("n_formation_diplome.csv",
                ["FORMATION_DIPLOME", "LIBELLE_COURT", "NIVEAU_QUALIFICATION_RNCP", "DATE_OUVERTURE", "DATE_FERMETURE",
                    .. Enumerable.Range(1, 7).Select(i => $"ANCIEN_DIPLOME_{i}"),
                    .. Enumerable.Range(1, 7).Select(i => $"NOUVEAU_DIPLOME_{i}")],
                [.. secondaires.SelectMany(Diplomes)]),
            new("certifinfo.csv",
                ["Code_Diplome", "Libelle_Diplome", "Code_RNCP", "codeIdeo2", "Code_Scolarité", "Code_SISE", "Code_Ancien_Diplome"],
                [.. certifications.SelectMany(CertifInfo)]),
            new("n_diplome_sise.csv", ["DIPLOME_SISE", "LIBELLE_INTITULE_1"],
                [.. certifications.Where(c => c.Superieur).SelectMany(c => new[] { c.Sise, c.SiseAncien }.OfType<string>()
                    .Select(sise => new[] { sise, c.Libelle }))]),
            new("acce_uai.csv", ["numero_uai", "academie", "date_ouverture", "date_fermeture"],
                [.. etablissements.Where(e => e.Connu).Select(e => new[] { e.Uai, e.Academie, "01/05/1965", "" })]),
            new("acce_uai_mere.csv", ["numero_uai_trouve", "numero_uai_mere"],
                [.. etablissements.Where(e => e.Mere is not null).Select(e => new[] { e.Uai, e.Mere })]),
            new("catalogue_rco.csv", ["ID_RCO", "cfd", "intitule_court"],
                [.. secondaires.Select(c => new[] { c.Rco, c.Cfd, c.Libelle })]),
            new("encodages.csv", ["CODEFORMATIONACCUEIL", "code_certification_retenu"],
                [.. catalogue.Monde.Where(l => l.Encodage is not null).Select(l => new[] { $"{l.Cle}", l.Encodage })]),
            new("perimetre.csv", ["Type diplôme", "Filiere", "Scope"],
                [.. certifications.Select(c => c.Type).Distinct().Order(StringComparer.Ordinal).SelectMany(type => new[] { "Sco.", "App." }
                    .Select(filiere => new[] { type, filiere, Horscadre.Contains(type) ? "Non" : "Oui" }))]),
        ];
        return [.. tables.Select(table => table.Melangee(random.Next()))];
    }

    private static IEnumerable<string?[]> Mefs(CertificationMonde c)
    {
        var ouverture = TableMonde.Date(c.Ouverture);
        for (var annee = 1; annee <= c.Duree; annee++)
        {
            // The years before the last of a common one belong to no CFD of its own.
            var commune = c.Trait == TraitCertification.PremiereAnneeCommune && annee == 1;
            yield return
            [
                c.Mef(annee), $"{c.Libelle} année {annee}", c.MefStat(annee), commune ? $"1{c.Rang:0000000}" : c.Cfd, c.Dispositif,
                $"{c.Duree}", $"{annee}", ouverture, "",
            ];
        }

        if (c.Trait == TraitCertification.DeuxFinales)
            yield return
            [
                c.Mef(c.Duree + 10), $"{c.Libelle} autre option", c.MefStat(c.Duree, variante: 7), c.Cfd, c.Dispositif,
                $"{c.Duree}", $"{c.Duree}", ouverture, "",
            ];
        if (c.CfdAncien is { } ancien)
            yield return
            [
                c.Mef(c.Duree + 20), $"{c.Libelle} (ancien)", MefStatAncien(c), ancien, c.Dispositif, $"{c.Duree}", $"{c.Duree}",
                "01/09/2002", "31/08/2021",
            ];
    }

    public static string MefStatAncien(CertificationMonde c) => c.MefStat(c.Duree, variante: 5);

    private static IEnumerable<string?[]> Diplomes(CertificationMonde c)
    {
        string? ancien = c.Trait switch
        {
            TraitCertification.Renovee => c.CfdAncien,
            TraitCertification.AncienInconnu => "00000000",
            _ => null,
        };
        string[] fusionnes = c.Trait == TraitCertification.Fusionnee ? [$"8{c.Rang:0000000}", $"9{c.Rang:0000000}"] : [];
        foreach (var fusionne in fusionnes) yield return Diplome(fusionne, c, "01/09/2002", "31/08/2021", [], [c.Cfd]);
        yield return Diplome(c.Cfd, c, TableMonde.Date(c.Ouverture), "", ancien is null ? fusionnes : [ancien],
            c.Trait == TraitCertification.Scindee ? [$"6{c.Rang:0000000}", $"7{c.Rang:0000000}"] : []);
        if (c.CfdAncien is { } former) yield return Diplome(former, c, "01/09/2002", "31/08/2021", [], [c.Cfd]);
        if (c.Trait != TraitCertification.Scindee) yield break;
        yield return Diplome($"6{c.Rang:0000000}", c, "01/09/2022", "", [c.Cfd], []);
        yield return Diplome($"7{c.Rang:0000000}", c, "01/09/2022", "", [c.Cfd], []);
    }

    private static string?[] Diplome(
        string cfd, CertificationMonde c, string ouverture, string fermeture, IReadOnlyList<string> anciens,
        IReadOnlyList<string> nouveaux) =>
    [
        cfd, c.Libelle, c.Type is "CAP" ? "3" : "5", ouverture, fermeture,
        .. Enumerable.Range(0, 7).Select(i => anciens.ElementAtOrDefault(i)),
        .. Enumerable.Range(0, 7).Select(i => nouveaux.ElementAtOrDefault(i)),
    ];

    private static IEnumerable<string?[]> CertifInfo(CertificationMonde c)
    {
        var ancien = c.SiseAncien is null ? null : $"{c.Rang}A";
        yield return
        [
            $"{70_000 + c.Rang}", c.Libelle, c.Rncp, c.Ideo, c.Superieur ? null : c.Cfd, c.Superieur ? c.Sise : null, ancien,
        ];
        if (ancien is not null) yield return [ancien, $"{c.Libelle} (ancien)", null, null, null, c.SiseAncien, null];
    }
}
