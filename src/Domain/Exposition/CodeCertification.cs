using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Domain.Exposition;

/// <summary>A certification code in its normal form: kind and value, in capitals.</summary>
public readonly record struct CodeCertification(TypeCode Type, string Valeur)
{
    private const string Formes =
        "écrire un CFD (8 caractères, CFD:40025214), un MEFSTAT11 (11 caractères, MEFSTAT11:24725214311) ou un code SISE avec son préfixe "
        + "(7 caractères, SISE:2500249).";

    private static readonly (TypeCode Type, string Prefixe, int Longueur)[] Sortes =
    [
        (TypeCode.Cfd, "CFD", 8), (TypeCode.Mef11, "MEFSTAT11", 11), (TypeCode.Sise, "SISE", 7),
    ];

    /// <summary>The prefix of its kind, which is also how people call the kind.</summary>
    public string Prefixe => NomDe(Type);

    /// <summary>How people and files call a kind: <c>CFD</c>, <c>MEFSTAT11</c>, <c>SISE</c>.</summary>
    public static string NomDe(TypeCode type) => Sortes[(int)type].Prefixe;

    public static int LongueurDe(TypeCode type) => Sortes[(int)type].Longueur;

    /// <summary>With its prefix: what is unambiguous everywhere.</summary>
    public override string ToString() => $"{Prefixe}:{Valeur}";

    /// <summary>A code as people write it: the prefix may be missing but for SISE, blanks and lower case do no harm.</summary>
    /// <returns>The code, or why it is none, in French.</returns>
    public static (CodeCertification? Code, string? Refus) Lire(string? texte)
    {
        var net = Texte.Net(texte)?.ToUpperInvariant();
        if (string.IsNullOrEmpty(net)) return (null, "Code vide : " + Formes);
        var colon = net.IndexOf(':', StringComparison.Ordinal);
        var valeur = net[(colon + 1)..].Trim();
        var sorte = colon < 0
            ? Sortes.FirstOrDefault(s => s.Longueur == valeur.Length && s.Type != TypeCode.Sise)
            : Sortes.FirstOrDefault(s => s.Prefixe == net[..colon].TrimEnd());
        if (sorte.Prefixe is null) return (null, Inconnu(texte, net, colon, valeur));
        if (valeur.Length != sorte.Longueur)
            return (null, $"{Cite.De(texte)} : un code {sorte.Prefixe} a {sorte.Longueur} caractères, celui-ci en a {valeur.Length}.");
        return EstCode(valeur) ? (new CodeCertification(sorte.Type, valeur), null)
            : (null, $"{Cite.De(texte)} : un code ne contient que des chiffres et des lettres sans accent.");
    }

    /// <summary>A bare value of a column whose kind is known; a prefix that fits is taken off.</summary>
    public static CodeCertification? De(TypeCode type, string? texte)
    {
        var sorte = Sortes[(int)type];
        var net = Texte.Net(texte)?.ToUpperInvariant();
        if (net is null) return null;
        if (net.StartsWith(sorte.Prefixe + ":", StringComparison.Ordinal)) net = net[(sorte.Prefixe.Length + 1)..].Trim();
        return net.Length == sorte.Longueur && EstCode(net) ? new CodeCertification(type, net) : null;
    }

    private static string Inconnu(string? texte, string net, int colon, string valeur) =>
        colon >= 0 ? $"{Cite.De(texte)} : préfixe {Cite.De(net[..colon])} inconnu ; {Formes}"
        : valeur.Length == 7 ? $"{Cite.De(texte)} : un code SISE s'écrit avec son préfixe, SISE:{valeur}."
        : $"{Cite.De(texte)} : {valeur.Length} caractères, ce n'est la longueur d'aucun code ; {Formes}";

    private static bool EstCode(string valeur)
    {
        foreach (var c in valeur)
            if (c is not (>= '0' and <= '9' or >= 'A' and <= 'Z')) return false;
        return true;
    }
}
