using System.Globalization;
using Parcoursup.Gateway.Domain.Candidats;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>A field of a candidate that a person may correct.</summary>
/// <param name="Ecrire">Null for a text that is no value of the field.</param>
public sealed record ChampCorrigeable(string Nom, Func<Candidat, string?> Lire, Func<Candidat, string, Candidat?> Ecrire)
{
    private static readonly string[] Dates = ["yyyy-MM-dd", "dd/MM/yyyy"];

    /// <summary>All of them, under the names that warnings and holds use.</summary>
    public static readonly IReadOnlyList<ChampCorrigeable> Tous =
    [
        new("ine", c => c.Ine, (c, v) =>
            Identite.Ine.Normalize(v) is { } ine && Identite.Ine.HasShape(ine) ? c with { Ine = ine } : null),
        new("sexe", c => c.Sexe, (c, v) => v is "F" or "M" ? c with { Sexe = v } : null),
        new("nom", c => c.Nom, (c, v) => c with { Nom = v }),
        new("prenom", c => c.Prenom, (c, v) => c with { Prenom = v }),
        new("prenom2", c => c.Prenom2, (c, v) => c with { Prenom2 = v }),
        new("prenom3", c => c.Prenom3, (c, v) => c with { Prenom3 = v }),
        new("dateNaissance", c => c.DateNaissance?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), (c, v) =>
            DateOnly.TryParseExact(v, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? c with { DateNaissance = day } : null),
        new("codeCommuneNaissance", c => c.CodeCommuneNaissance, (c, v) => c with { CodeCommuneNaissance = v }),
        new("libelleCommuneNaissance", c => c.LibelleCommuneNaissance, (c, v) => c with { LibelleCommuneNaissance = v }),
        new("departementNaissance", c => c.DepartementNaissance, (c, v) => c with { DepartementNaissance = v }),
        new("codePaysNaissance", c => c.CodePaysNaissance, (c, v) => c with { CodePaysNaissance = v }),
        new("codePaysNationalite", c => c.CodePaysNationalite, (c, v) => c with { CodePaysNationalite = v }),
        new("mail", c => c.Mail, (c, v) => c with { Mail = v }),
        new("telMobile", c => c.TelMobile, (c, v) => c with { TelMobile = v }),
        new("telFixe", c => c.TelFixe, (c, v) => c with { TelFixe = v }),
        OfAdresse("adresse1", a => a.Ligne1, (a, v) => a with { Ligne1 = v }),
        OfAdresse("adresse2", a => a.Ligne2, (a, v) => a with { Ligne2 = v }),
        OfAdresse("adresse3", a => a.Ligne3, (a, v) => a with { Ligne3 = v }),
        OfAdresse("codePostal", a => a.CodePostal, (a, v) => a with { CodePostal = v }),
        OfAdresse("codeCommune", a => a.CodeCommune, (a, v) => a with { CodeCommune = v }),
        OfAdresse("libelleCommune", a => a.LibelleCommune, (a, v) => a with { LibelleCommune = v }),
        OfAdresse("codePaysadresse", a => a.CodePays, (a, v) => a with { CodePays = v }),
        new("serieBac", c => c.Bac.Serie, (c, v) => c with { Bac = c.Bac with { Serie = v } }),
        new("mentionBac", c => c.Bac.Mention, (c, v) => c with { Bac = c.Bac with { Mention = v } }),
    ];

    public static ChampCorrigeable? Trouver(string nom) =>
        Tous.FirstOrDefault(c => string.Equals(c.Nom, nom, StringComparison.OrdinalIgnoreCase));

    private static ChampCorrigeable OfAdresse(string nom, Func<Adresse, string?> read, Func<Adresse, string, Adresse> write) =>
        new(nom, c => read(c.Adresse), (c, v) => c with { Adresse = write(c.Adresse, v) });
}
