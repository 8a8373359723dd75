namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// An OPI as it was received or is to be sent: for each block the JSON of its element tree, null when the block says
/// nothing. Members stand in schema order and have no value only by absence, so that equal contents are equal texts.
/// Leaves are strings as received, numbers too:
/// <c>{"codOpiIntEpo":"17","etatCivil":{"libNomPatIndOpi":"DURAND"}}</c>,
/// <c>{"item":[{"codCge":"DRT",…}]}</c>; <c>{"item":[]}</c> means "no wishes", and null that nothing is said of them (rule B3).
/// <para>The form is that of the version that was received, whose elements stand in the same order in every other: the
/// same block of two versions differs only in what one of them cannot say, and in the INE's one or two fields.</para>
/// </summary>
public sealed record OpiContenu
{
    public static readonly OpiContenu Vide = new();

    /// <summary>The blocks, in the order of the enumeration.</summary>
    public static IReadOnlyList<BlocOpi> Blocs { get; } = Enum.GetValues<BlocOpi>();

    public string? Individu { get; init; }
    public string? AdresseFixe { get; init; }
    public string? AdresseAnnuelle { get; init; }
    public string? Bac { get; init; }
    public string? Dac { get; init; }
    public string? Voeux { get; init; }
    public string? DonneesThese { get; init; }

    /// <summary>The JSON of a block, null when it says nothing.</summary>
    public string? this[BlocOpi bloc] => bloc switch
    {
        BlocOpi.Individu => Individu,
        BlocOpi.AdresseFixe => AdresseFixe,
        BlocOpi.AdresseAnnuelle => AdresseAnnuelle,
        BlocOpi.Bac => Bac,
        BlocOpi.Dac => Dac,
        BlocOpi.Voeux => Voeux,
        BlocOpi.DonneesThese => DonneesThese,
        _ => throw new ArgumentOutOfRangeException(nameof(bloc), bloc, null),
    };

    /// <summary>The same content with one block replaced.</summary>
    public OpiContenu With(BlocOpi bloc, string? json) => bloc switch
    {
        BlocOpi.Individu => this with { Individu = json },
        BlocOpi.AdresseFixe => this with { AdresseFixe = json },
        BlocOpi.AdresseAnnuelle => this with { AdresseAnnuelle = json },
        BlocOpi.Bac => this with { Bac = json },
        BlocOpi.Dac => this with { Dac = json },
        BlocOpi.Voeux => this with { Voeux = json },
        BlocOpi.DonneesThese => this with { DonneesThese = json },
        _ => throw new ArgumentOutOfRangeException(nameof(bloc), bloc, null),
    };

    /// <summary>Rule B3: a block of the newer message replaces the former one, an absent one keeps it.</summary>
    public OpiContenu MergeWith(OpiContenu newer) => new()
    {
        Individu = newer.Individu ?? Individu,
        AdresseFixe = newer.AdresseFixe ?? AdresseFixe,
        AdresseAnnuelle = newer.AdresseAnnuelle ?? AdresseAnnuelle,
        Bac = newer.Bac ?? Bac,
        Dac = newer.Dac ?? Dac,
        Voeux = newer.Voeux ?? Voeux,
        DonneesThese = newer.DonneesThese ?? DonneesThese,
    };
}
