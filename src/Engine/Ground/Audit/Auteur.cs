namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>Who acts, and from where.</summary>
/// <param name="Nom">The name of the key or of the account, or what acts without one.</param>
/// <param name="Identifiant">The key's number, or the user of the machine; null where there is none.</param>
/// <param name="Origine">The address as the gateway sees it, or <see cref="LigneDeCommande"/>.</param>
/// <param name="Correlation">The number that the answer to the call carried.</param>
public sealed record Auteur(string Nom, string? Identifiant, string Origine, string? Correlation = null)
{
    public const string LigneDeCommande = "ligne de commande";

    /// <summary>What the gateway does by itself.</summary>
    public static readonly Auteur Passerelle = new("passerelle", null, "passerelle");

    private static readonly AsyncLocal<Holder?> Ambient = new();

    /// <summary>Who acts in this flow of calls.</summary>
    public static Auteur Courant => Ambient.Value?.Auteur ?? Passerelle;

    /// <summary>The user of the machine who has typed a command.</summary>
    public static Auteur Commande { get; } = new(LigneDeCommande, Environment.UserName, LigneDeCommande);

    /// <summary>Whatever is done from here on is this one's, until the end of the scope.</summary>
    public static IDisposable Agit(Auteur auteur)
    {
        var holder = new Holder { Auteur = auteur };
        Ambient.Value = holder;
        return holder;
    }

    // What a call has started for good, a worker say, goes on with its flow: once the call is over, it acts for nobody.
    private sealed class Holder : IDisposable
    {
        public Auteur? Auteur { get; set; }

        public void Dispose() => Auteur = null;
    }
}
