namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>A laissez-passer in Apogée's words (contract §6). Null has no value.</summary>
public sealed record LaissezPasserContenu
{
    /// <summary><c>IAPRIMO</c> for a first enrolment, <c>REINS</c> for a student whom Apogée knows.</summary>
    public required string TypLpa { get; init; }

    /// <summary>First civil year of the university year, such as <c>2026</c>.</summary>
    public required string CodAnu { get; init; }

    public string? NumOpi { get; init; }
    public string? CodEtu { get; init; }
    public required string CodEtp { get; init; }
    public required string CodVrsVet { get; init; }
    public string? CodDip { get; init; }
    public string? CodVrsVdi { get; init; }
    public string? CodRgi { get; init; }
    public string? CodStu { get; init; }
    public string? LibCmtLpa { get; init; }

    /// <summary>Category and motive of an Oui si, which Apogée turns into the adapted curriculum.</summary>
    public string? CodCatOuiSi { get; init; }
    public string? MtfCat { get; init; }

    public string? CodCatExoExt { get; init; }

    /// <summary>Never its content: it is about a person.</summary>
    public override string ToString() => nameof(LaissezPasserContenu);
}
