namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>A certification as a source names it, and the codes by which the two ways of study know it.</summary>
/// <param name="Initial">The value of the catalogue that names it.</param>
/// <param name="Mef">The row of N_MEF that named it, whose dispositif is the line's own.</param>
/// <param name="Unique">False where a link led to it that is not 1 ↔ 1.</param>
internal sealed record Certification(string Initial, string? Cfd, string? Sise, LigneMef? Mef = null, bool Unique = true)
{
    /// <summary>Its code in certifinfo, by which that table links it.</summary>
    public string? CertifInfo { get; init; }

    /// <summary>The codes of the line's own way, or of the other one.</summary>
    public IEnumerable<AnneeTerminale> Codes(NomenclaturesExposition nomenclatures, Voie voie, bool inverse, DispositifLigne dispositif) =>
        (voie == Voie.Apprentissage) != inverse ? CodesCfd(nomenclatures).Concat(inverse ? [] : CodesSise(nomenclatures))
        : CodesMef(nomenclatures, dispositif).Concat(inverse ? [] : CodesSise(nomenclatures));

    private IEnumerable<AnneeTerminale> CodesCfd(NomenclaturesExposition nomenclatures) =>
        Cfd is not null && nomenclatures.ConnaitCfd(Cfd) && CodeCertification.De(TypeCode.Cfd, Cfd) is { } code
            ? [new AnneeTerminale(code, nomenclatures.Mefs.EstCommune(code.Valeur))] : [];

    private IEnumerable<AnneeTerminale> CodesSise(NomenclaturesExposition nomenclatures) =>
        Sise is not null && CodeCertification.De(TypeCode.Sise, Sise) is { } code && nomenclatures.ConnaitSise(code.Valeur)
            ? [new AnneeTerminale(code, Commune: false)] : [];

    private IEnumerable<AnneeTerminale> CodesMef(NomenclaturesExposition nomenclatures, DispositifLigne dispositif) =>
        Mef is not null ? nomenclatures.Mefs.FinalesDe(Mef)
        : Cfd is not null ? nomenclatures.Mefs.FinalesDuCfd(Cfd, dispositif.Nom) : [];
}

/// <summary>The dispositif of the line, as its MEF tells it; null where it has none, or several.</summary>
internal readonly record struct DispositifLigne(string? Nom);
