using Parcoursup.Gateway.Adapters.Exposition.Protocol.Http;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>The two generations of the API.</summary>
public enum GenerationExposition
{
    /// <summary>With a key.</summary>
    Ancienne,

    /// <summary>Behind the gateway, with a token.</summary>
    Nouvelle,
}

/// <summary>Section <c>Exposition</c> of the settings, read again whenever the file changes.</summary>
public sealed record ReglagesExposition
{
    public const string Section = "Exposition";

    /// <summary>Which generation is asked; the other one stands by.</summary>
    public GenerationExposition Generation { get; init; } = GenerationExposition.Ancienne;

    /// <summary>From then on (Paris) the new one is asked, whatever <see cref="Generation"/> says.</summary>
    public DateTime? BasculeLe { get; init; }

    public AdresseExposition? Ancienne { get; init; }

    public AdresseExposition? Nouvelle { get; init; }

    public int AppelsParMinute { get; init; } = ReglagesAppel.Usuels.ParMinute;

    public int Rafale { get; init; } = ReglagesAppel.Usuels.Rafale;

    public int ItemsParPage { get; init; } = ReglagesAppel.Usuels.ItemsParPage;

    /// <summary>Keys, tokens and secrets may travel in clear text to another machine (rule J6).</summary>
    public bool ClairAccepte { get; init; }

    internal ReglagesAppel Appel => ReglagesAppel.Usuels with { ParMinute = AppelsParMinute, Rafale = Rafale, ItemsParPage = ItemsParPage };
}

/// <summary>One generation's address and credentials; a secret stands in a file of its own, or in a variable of the environment.</summary>
public sealed record AdresseExposition
{
    /// <summary>The address that ends in <c>/api/inserjeunes</c>.</summary>
    public string? Base { get; init; }

    public string? CleFichier { get; init; }

    public string? Cle { get; init; }

    public string? EnteteCle { get; init; }

    /// <summary>The token endpoint.</summary>
    public string? Jeton { get; init; }

    public string? Client { get; init; }

    public string? SecretFichier { get; init; }

    public string? Secret { get; init; }

    /// <summary>It may carry a secret: only its address is ever told.</summary>
    public override string ToString() => Base ?? "";
}
