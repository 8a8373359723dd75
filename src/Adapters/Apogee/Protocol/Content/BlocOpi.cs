namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>The parts of an OPI, each of which a message keeps or replaces as a whole (rule B3).</summary>
public enum BlocOpi
{
    Individu,
    AdresseFixe,
    AdresseAnnuelle,
    Bac,
    Dac,
    Voeux,
    DonneesThese,
}

internal static class BlocOpiNames
{
    /// <summary>The element of the block below <c>_donneesOpi</c>.</summary>
    public static string Element(this BlocOpi bloc) => bloc switch
    {
        BlocOpi.Individu => "individu",
        BlocOpi.AdresseFixe => "adresseFixe",
        BlocOpi.AdresseAnnuelle => "adresseAnnuelle",
        BlocOpi.Bac => "bac",
        BlocOpi.Dac => "dac",
        BlocOpi.Voeux => "voeux",
        BlocOpi.DonneesThese => "donneesThese",
        _ => throw new ArgumentOutOfRangeException(nameof(bloc), bloc, null),
    };

    public static BlocOpi Parse(string element) => Enum.Parse<BlocOpi>(element, ignoreCase: true);
}
