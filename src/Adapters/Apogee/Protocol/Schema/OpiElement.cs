namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What an element holds.</summary>
public enum NatureElement
{
    Texte,
    Entier,
    Decimal,
    Complexe,
}

/// <summary>One child of a DTO, in the order of the schema.</summary>
public sealed record OpiElement
{
    public required string Nom { get; init; }
    public NatureElement Nature { get; init; }

    /// <summary>The DTO of a complex element.</summary>
    public OpiType? Type { get; init; }

    /// <summary>Width of Apogée's column (contract §5), null when it is not known: then nothing is cut.</summary>
    public int? Largeur { get; init; }

    /// <summary>Required on arrival (rule B2).</summary>
    public bool Requis { get; init; }

    /// <summary>Part of a key: never cut, because a cut key is somebody else's, and read without surrounding blanks.</summary>
    public bool EstCle { get; init; }

    public bool Nillable { get; init; } = true;

    /// <summary>Apogée's schema gives the element the default value "".</summary>
    public bool DefautVide { get; init; }

    /// <summary><c>item</c> of an array: 0 to n times.</summary>
    public bool EstRepete { get; init; }

    /// <summary>The release that brought the element without changing the operation's number.</summary>
    public ApogeeRelease? Depuis { get; init; }
}

/// <summary>A DTO: its children in schema order. They stand in no namespace, the type itself has one.</summary>
public sealed record OpiType(string Nom, string EspaceDeNoms, IReadOnlyList<OpiElement> Elements);

/// <summary>One version of the operation and the DTO of its only parameter, <c>_donneesOpi</c>.</summary>
public sealed record OpiVersion(int Numero, OpiType Donnees)
{
    /// <summary>Local name of the request element.</summary>
    public string Operation { get; } = $"mettreajourDonneesOpi_v{Numero}";

    /// <summary>Local name of the empty answer.</summary>
    public string Reponse { get; } = $"mettreajourDonneesOpi_v{Numero}Response";
}
