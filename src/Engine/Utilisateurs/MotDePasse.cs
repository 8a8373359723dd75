using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>What a person's password has to be: long, and nothing that everybody would try first.</summary>
internal static class MotDePasse
{
    private const int Shortest = 12;
    private const int Longest = 200;
    private const int FewestDifferent = 5;

    public static IEnumerable<Erreur> Erreurs(string motDePasse, string identifiant)
    {
        if (motDePasse.Length is < Shortest or > Longest)
            yield return new("motDePasse", $"Choisir un mot de passe d'au moins {Shortest} caractères (une phrase convient).");
        else if (motDePasse.Distinct().Count() < FewestDifferent
            || (identifiant.Trim().Length > 2 && motDePasse.Contains(identifiant.Trim(), StringComparison.OrdinalIgnoreCase)))
            yield return new("motDePasse", "Ce mot de passe se devine : ni l'identifiant, ni quelques caractères répétés.");
    }
}
