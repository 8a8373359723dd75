namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>The column of the catalogue, or the table, that a candidate code comes from.</summary>
public enum SourceCode
{
    Encodage,
    Cfd,
    Mef,
    Sise,
    Rncp,
    Ideo,
    Rco,
}

/// <summary>What a candidate is worth; only a valid one is ever asked.</summary>
public enum ValiditeCode
{
    Valide,
    Plusieurs,
    Inconnu,
}

/// <summary>Whether the code is the certification's own, or that of the one before or after it.</summary>
public enum Anciennete
{
    Self,
    Ancien,
    Nouveau,
}

/// <summary>The methods in their order of preference: a later one is tried only where the earlier ones gave nothing.</summary>
public enum Methode
{
    Encodage,
    Normal,
    Rncp,
    Ideo,
    Rco,
    NormalInverse,
    RncpInverse,
    IdeoInverse,
    RcoInverse,
}

/// <summary>A code by which a line might be found, or the value that leads to none.</summary>
/// <param name="Initial">The value of the catalogue that it comes from.</param>
/// <param name="Inverse">The code of the other way of study: formations of both are stored under one only.</param>
/// <param name="Possible">Null where the value leads to no code.</param>
/// <param name="Commune">It is of a first year that several certifications share: no last year is known.</param>
/// <param name="PlusieursAnnees">Where not valid: it is one certification with several last years, not several certifications.</param>
public sealed record CandidatCode(
    SourceCode Source, string Initial, ValiditeCode Validite, Anciennete Anciennete, bool Inverse, CodeCertification? Possible,
    bool Commune = false, bool PlusieursAnnees = false)
{
    public Methode Methode => (Source, Inverse) switch
    {
        (SourceCode.Encodage, _) => Methode.Encodage,
        (SourceCode.Rncp, false) => Methode.Rncp,
        (SourceCode.Ideo, false) => Methode.Ideo,
        (SourceCode.Rco, false) => Methode.Rco,
        (SourceCode.Rncp, true) => Methode.RncpInverse,
        (SourceCode.Ideo, true) => Methode.IdeoInverse,
        (SourceCode.Rco, true) => Methode.RcoInverse,
        (_, false) => Methode.Normal,
        _ => Methode.NormalInverse,
    };
}

/// <summary>A line with all its candidates, in the order in which they are tried.</summary>
/// <param name="Codes">Also those that are not valid.</param>
/// <param name="Cfds">The certifications that the line means, as far as they are known.</param>
/// <param name="Uais">Where it may be asked, each once; those that the API does not take are among them.</param>
public sealed record LigneCandidate(
    LigneCatalogue Ligne, IReadOnlyList<CandidatCode> Codes, IReadOnlyList<string> Cfds, IReadOnlyList<UaiExposition> Uais);
