using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Opi;

/// <summary>
/// Rule A5: who an OPI is about, by INE, else by name, first name and birth date in any of their spellings (rule K2). A hash: the key of
/// a person needs no personal data.
/// </summary>
internal static class Personne
{
    /// <summary>Null when too little is known of him.</summary>
    public static string? Of(IdentiteContenu? identite)
    {
        if (identite is null) return null;
        var text = identite.Ine is { Length: > 0 } ine ? "ine:" + ine : IdentiteOf(identite).Cle;
        return text is null ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16]);
    }

    public static IdentitePersonne IdentiteOf(IdentiteContenu identite) => new(identite.Nom, identite.Prenom,
        DateOnly.TryParseExact(identite.DateNaissance, "ddMMyyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : null);
}
