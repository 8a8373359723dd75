using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// Rule A5: who an OPI is about, by INE, else by name, first name and birth date. A hash: the key of a person needs no
/// personal data.
/// </summary>
internal static class Personne
{
    public static string? Of(IdentiteContenu? identite)
    {
        if (identite is null) return null;
        var text = identite.Ine is { Length: > 0 } ine
            ? "ine:" + ine
            : $"{identite.Nom?.ToUpperInvariant()}\n{identite.Prenom?.ToUpperInvariant()}\n{identite.DateNaissance}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16]);
    }
}
