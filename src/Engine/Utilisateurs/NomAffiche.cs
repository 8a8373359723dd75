using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>What may stand as somebody's name wherever it is shown and kept.</summary>
public static class NomAffiche
{
    private const int PlusLong = 100;

    public static bool EstBon(string nom) =>
        nom.Trim().Length is > 0 and <= PlusLong && !nom.Any(char.IsControl) && SealedMark.At(nom.Trim()) < 0;
}
