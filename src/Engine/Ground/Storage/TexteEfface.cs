namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>What stands in the place of a text whose key is gone (rule J5); where something was to be made of it, nothing is.</summary>
public sealed class TexteEfface : ContenuFermeException
{
    public const string Debut = "La clé de données ";

    private TexteEfface(string message) : base(message, null) => IsLost = true;

    public static bool Est(string texte) => texte.StartsWith(Debut, StringComparison.Ordinal);

    /// <exception cref="TexteEfface">It is such a text.</exception>
    public static void Refuser(string texte)
    {
        if (Est(texte)) throw new TexteEfface(texte);
    }
}
