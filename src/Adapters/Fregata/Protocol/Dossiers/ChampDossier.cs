using System.Globalization;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>A field of a dossier that Fregata may correct, and that is compared with Parcoursup's.</summary>
/// <param name="Groupe">What protects it from later imports; null: the schooling, which is Fregata's own in a processed dossier.</param>
internal sealed record ChampDossier(
    string Nom, GroupeChamps? Groupe, Func<ContenuDossier, string?> Lire, Func<ContenuDossier, string?, ContenuDossier> Ecrire)
{
    public const string DateNaissance = "dateNaissance";
    public const string FormatDate = "yyyy-MM-dd";

    /// <summary>Every field but the list of guardians.</summary>
    public static readonly IReadOnlyList<ChampDossier> Tous =
    [
        OfApprenant("ine", GroupeChamps.Identite, a => a.Ine, (a, v) => a with { Ine = v }),
        OfApprenant("sexe", GroupeChamps.Identite, a => a.Sexe, (a, v) => a with { Sexe = v }),
        OfApprenant("nom", GroupeChamps.Identite, a => a.Nom, (a, v) => a with { Nom = v }),
        OfApprenant("prenom", GroupeChamps.Identite, a => a.Prenom, (a, v) => a with { Prenom = v }),
        OfApprenant("prenom2", GroupeChamps.Identite, a => a.Prenom2, (a, v) => a with { Prenom2 = v }),
        OfApprenant("prenom3", GroupeChamps.Identite, a => a.Prenom3, (a, v) => a with { Prenom3 = v }),
        OfApprenant(DateNaissance, GroupeChamps.Identite, a => a.DateNaissance?.ToString(FormatDate, CultureInfo.InvariantCulture),
            (a, v) => a with { DateNaissance = Day(v) }),
        OfApprenant("codeCommuneNaissance", GroupeChamps.Identite, a => a.CodeCommuneNaissance, (a, v) =>
            a with { CodeCommuneNaissance = v }),
        OfApprenant("libelleCommuneNaissance", GroupeChamps.Identite, a => a.LibelleCommuneNaissance, (a, v) =>
            a with { LibelleCommuneNaissance = v }),
        OfApprenant("codePaysNaissance", GroupeChamps.Identite, a => a.CodePaysNaissance, (a, v) => a with { CodePaysNaissance = v }),
        OfApprenant("codePaysNationalite", GroupeChamps.Identite, a => a.CodePaysNationalite, (a, v) => a with { CodePaysNationalite = v }),
        OfApprenant("mail", GroupeChamps.Mail, a => a.Mail, (a, v) => a with { Mail = v }),
        OfApprenant("telMobile", GroupeChamps.Telephone, a => a.TelMobile, (a, v) => a with { TelMobile = v }),
        OfApprenant("telFixe", GroupeChamps.Telephone, a => a.TelFixe, (a, v) => a with { TelFixe = v }),
        OfAdresse("ligne1", a => a.Ligne1, (a, v) => a with { Ligne1 = v }),
        OfAdresse("ligne2", a => a.Ligne2, (a, v) => a with { Ligne2 = v }),
        OfAdresse("ligne3", a => a.Ligne3, (a, v) => a with { Ligne3 = v }),
        OfAdresse("codePostal", a => a.CodePostal, (a, v) => a with { CodePostal = v }),
        OfAdresse("codeCommune", a => a.CodeCommune, (a, v) => a with { CodeCommune = v }),
        OfAdresse("libelleCommune", a => a.LibelleCommune, (a, v) => a with { LibelleCommune = v }),
        OfAdresse("codePays", a => a.CodePays, (a, v) => a with { CodePays = v }),
        OfFormation("mef", f => f.Mef, (f, v) => f with { Mef = v }),
        OfFormation("libelleMef", f => f.LibelleMef, (f, v) => f with { LibelleMef = v }),
        OfFormation("regime", f => f.Regime, (f, v) => f with { Regime = v }),
        OfFormation("division", f => f.Division, (f, v) => f with { Division = v }),
    ];

    private static readonly Dictionary<string, ChampDossier> ByName = Tous.ToDictionary(c => c.Nom, StringComparer.Ordinal);

    public static ChampDossier? Trouver(string nom) => ByName.GetValueOrDefault(nom);

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, FormatDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static ChampDossier OfApprenant(string nom, GroupeChamps groupe, Func<Apprenant, string?> read, Func<Apprenant, string?,
        Apprenant> write) =>
        new(nom, groupe, d => read(d.Apprenant), (d, v) => d with { Apprenant = write(d.Apprenant, v) });

    private static ChampDossier OfAdresse(string nom, Func<AdresseDossier, string?> read, Func<AdresseDossier, string?,
        AdresseDossier> write) =>
        OfApprenant("adresse." + nom, GroupeChamps.Adresse, a => read(a.Adresse), (a, v) => a with { Adresse = write(a.Adresse, v) });

    private static ChampDossier OfFormation(string nom, Func<FormationDossier, string?> read, Func<FormationDossier, string?,
        FormationDossier> write) =>
        new(nom, null, d => read(d.Formation), (d, v) => d with { Formation = write(d.Formation, v) });
}
