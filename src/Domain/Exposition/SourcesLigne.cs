namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>What each field of a line names.</summary>
internal static class SourcesLigne
{
    public static IReadOnlyList<string> Valeurs(LigneCatalogue ligne, SourceCode source) => source switch
    {
        SourceCode.Cfd => Une(ligne.CodeCfd),
        SourceCode.Mef => Une(ligne.CodeMef),
        SourceCode.Sise => Une(ligne.CodeSise),
        SourceCode.Rncp => ligne.Rncp,
        SourceCode.Ideo => ligne.Ideo,
        SourceCode.Rco => Une(ligne.IdRco),
        _ => [],
    };

    /// <summary>The certifications that a value of a source means; none where the nomenclatures do not know it.</summary>
    public static IEnumerable<Certification> Certifications(SourceCode source, string valeur, NomenclaturesExposition nomenclatures) =>
        source switch
        {
            SourceCode.Cfd => [new Certification(valeur, CodeCertification.De(TypeCode.Cfd, valeur)?.Valeur, null)],
            SourceCode.Mef => nomenclatures.Mefs.LignesDe(valeur).Select(l => new Certification(valeur, l.Cfd, null, l)),
            SourceCode.Sise => [new Certification(valeur, null, valeur)],
            SourceCode.Rncp => nomenclatures.ParRncp[valeur].Select(c => DeCertifInfo(valeur, c, unique: true)),
            SourceCode.Ideo => nomenclatures.ParIdeo[valeur].Select(c => DeCertifInfo(valeur, c, unique: true)),
            SourceCode.Rco => nomenclatures.Rco[valeur].Select(cfd => new Certification(valeur, cfd, null)),
            _ => [],
        };

    /// <summary>The certifications before or after one.</summary>
    public static IEnumerable<Certification> Liees(Certification certification, Anciennete age, NomenclaturesExposition nomenclatures)
    {
        var ancien = age == Anciennete.Ancien;
        if (certification.Cfd is { } cfd)
            foreach (var (code, unique) in ancien ? nomenclatures.LiensCfd.AnciensDe(cfd) : nomenclatures.LiensCfd.NouveauxDe(cfd))
                yield return new Certification(certification.Initial, code, null, null, unique);
        var certif = certification.CertifInfo;
        if (certif is null) yield break;
        foreach (var (code, unique) in ancien ? nomenclatures.LiensCertif.AnciensDe(certif) : nomenclatures.LiensCertif.NouveauxDe(certif))
            foreach (var liee in nomenclatures.ParCertif[code])
                yield return DeCertifInfo(certification.Initial, liee, unique);
    }

    private static Certification DeCertifInfo(string initial, LigneCertifInfo ligne, bool unique) =>
        new(initial, CodeCertification.De(TypeCode.Cfd, ligne.Cfd)?.Valeur, CodeCertification.De(TypeCode.Sise, ligne.Sise)?.Valeur,
            null, unique) { CertifInfo = ligne.Code };

    private static IReadOnlyList<string> Une(string? valeur) => valeur is null ? [] : [valeur];
}
