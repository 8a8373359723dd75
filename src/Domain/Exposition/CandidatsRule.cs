namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>
/// All codes by which a line might be found: from each source field, for the certification itself, the one before and the one after,
/// of the line's way and of the other. Several codes from one source at one age are never valid.
/// </summary>
public static class CandidatsRule
{
    private static readonly SourceCode[] Sources =
    [
        SourceCode.Cfd, SourceCode.Mef, SourceCode.Sise, SourceCode.Rncp, SourceCode.Ideo, SourceCode.Rco,
    ];

    private static readonly Anciennete[] Ages = [Anciennete.Self, Anciennete.Ancien, Anciennete.Nouveau];

    public static LigneCandidate De(LigneCatalogue ligne, NomenclaturesExposition nomenclatures)
    {
        ArgumentNullException.ThrowIfNull(ligne);
        ArgumentNullException.ThrowIfNull(nomenclatures);
        var codes = new List<CandidatCode>(Encodages(ligne, nomenclatures));
        var cfds = new SortedSet<string>(StringComparer.Ordinal);
        var dispositif = DispositifDe(ligne, nomenclatures);
        foreach (var source in Sources.Where(nomenclatures.Ouverte))
        {
            var initiaux = SourcesLigne.Valeurs(ligne, source);
            if (initiaux.Count == 0) continue;
            var certifications = initiaux.SelectMany(v => SourcesLigne.Certifications(source, v, nomenclatures)).ToList();
            cfds.UnionWith(certifications.Select(c => c.Cfd).Where(c => c is not null && nomenclatures.ConnaitCfd(c))!);
            var ici = new List<CandidatCode>();
            foreach (var age in Ages)
            {
                var liees = Liens(certifications, age, nomenclatures);
                foreach (var inverse in (ReadOnlySpan<bool>)[false, true])
                {
                    // What is around one of several certifications is not the line's own either.
                    var douteux = ici.Exists(
                        c => c is { Validite: ValiditeCode.Plusieurs, PlusieursAnnees: false, Anciennete: Anciennete.Self });
                    ici.AddRange(Groupe(source, age, inverse, douteux, liees, ligne.Voie, dispositif, nomenclatures));
                }
            }

            codes.AddRange(ici);
            codes.AddRange(initiaux.Where(v => !ici.Exists(c => c.Initial == v))
                .Select(v => new CandidatCode(source, v, ValiditeCode.Inconnu, Anciennete.Self, Inverse: false, Possible: null)));
        }

        // The order is that in which they are tried, whatever the order of the rows was.
        return new LigneCandidate(ligne, [.. codes.Distinct().OrderBy(c => c.Methode).ThenBy(c => c.Anciennete).ThenBy(c => c.Source)
            .ThenBy(c => c.Possible?.Type).ThenBy(c => c.Possible?.Valeur, StringComparer.Ordinal)
            .ThenBy(c => c.Initial, StringComparer.Ordinal)], [.. cfds], UaisDe(ligne, nomenclatures));
    }

    // A person's word is tried though the nomenclatures do not know it: they may be older.
    private static IEnumerable<CandidatCode> Encodages(LigneCatalogue ligne, NomenclaturesExposition nomenclatures)
    {
        var textes = nomenclatures.EncodagesDe(ligne.Cle).ToList();
        var lus = textes.Select(t => CodeCertification.Lire(t).Code).ToList();
        var plusieurs = lus.OfType<CodeCertification>().Distinct().Count() > 1;
        return textes.Zip(lus, (texte, code) => new CandidatCode(SourceCode.Encodage, texte,
            code is null ? ValiditeCode.Inconnu : plusieurs ? ValiditeCode.Plusieurs : ValiditeCode.Valide, Anciennete.Self,
            Inverse: false, code));
    }

    private static DispositifLigne DispositifDe(LigneCatalogue ligne, NomenclaturesExposition nomenclatures)
    {
        if (ligne.CodeMef is not { } mef) return default;
        var noms = nomenclatures.Mefs.LignesDe(mef).Select(l => l.Dispositif).Distinct().Take(2).ToList();
        return noms.Count == 1 ? new DispositifLigne(noms[0]) : default;
    }

    private static List<Certification> Liens(List<Certification> certifications, Anciennete age, NomenclaturesExposition nomenclatures) =>
        age == Anciennete.Self ? certifications
        : [.. certifications.SelectMany(c => SourcesLigne.Liees(c, age, nomenclatures)).Distinct()
            // A new sheet of the same code is no other code.
            .Where(l => !certifications.Exists(c => c.Cfd == l.Cfd && (c.Sise == l.Sise || l.Cfd is not null)))];

    private static IEnumerable<CandidatCode> Groupe(
        SourceCode source, Anciennete age, bool inverse, bool douteux, List<Certification> certifications, Voie voie,
        DispositifLigne dispositif, NomenclaturesExposition nomenclatures)
    {
        var trouves = certifications
            .Select(c => (Certification: c, Codes: c.Codes(nomenclatures, voie, inverse, dispositif).ToList()))
            .Where(t => t.Codes.Count > 0).ToList();
        if (trouves.Count == 0) return [];
        var parType = trouves.SelectMany(t => t.Codes).Select(c => c.Code).Distinct().GroupBy(c => c.Type).ToList();
        // A certification that has both a code of its way and one of higher education is one, not two.
        var une = !douteux && trouves.TrueForAll(t => t.Certification.Unique) && parType.TrueForAll(g => g.Count() == 1)
            && trouves.Exists(t => t.Codes.Select(c => c.Code.Type).Distinct().Count() == parType.Count);
        var annees = !une && !douteux && trouves.TrueForAll(t => t.Certification.Unique)
            && trouves.Select(t => (t.Certification.Cfd, t.Certification.Sise)).Distinct().Count() == 1;
        return trouves.SelectMany(t => t.Codes.Select(c => new CandidatCode(source, t.Certification.Initial,
            une ? ValiditeCode.Valide : ValiditeCode.Plusieurs, age, inverse, c.Code, c.Commune, annees)));
    }

    private static List<UaiExposition> UaisDe(LigneCatalogue ligne, NomenclaturesExposition nomenclatures)
    {
        var uais = new List<UaiExposition>(4);
        Ajouter(ligne.UaiComposante, SourceUai.Composante);
        Ajouter(ligne.UaiAffectation, SourceUai.Affectation);
        Ajouter(ligne.UaiGestion, SourceUai.Gestion);
        foreach (var propre in uais.ToList())
            foreach (var mere in nomenclatures.MeresDe(propre.Uai)) Ajouter(mere, SourceUai.Mere);
        return uais;

        void Ajouter(string? uai, SourceUai source)
        {
            if (uai is not null && !uais.Exists(u => u.Uai == uai)) uais.Add(new UaiExposition(uai, source));
        }
    }
}
