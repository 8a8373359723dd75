using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>The name of a file that somebody sent, as it is kept and shown: without its folders, and nothing but a name.</summary>
public static class NomFichier
{
    private const int PlusLong = 200;

    /// <summary>Empty where there is none.</summary>
    public static string De(string? donne)
    {
        var nom = donne ?? "";
        nom = nom[(nom.LastIndexOfAny(['/', '\\']) + 1)..];
        nom = string.Concat(nom.Where(c => !char.IsControl(c))).Trim();
        if (nom.Length > PlusLong) nom = nom[..PlusLong];
        // What looks sealed would be opened where it is read.
        return SealedMark.At(nom) < 0 ? nom : "_" + nom;
    }
}
