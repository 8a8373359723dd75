namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>How this Fregata reaches the gateway.</summary>
public sealed record FregataOptions
{
    /// <summary>0: any free port.</summary>
    public int Port { get; init; }

    /// <summary>The gateway's base address; <c>fregata/v1/{uai}/</c> is appended.</summary>
    public required Uri Passerelle { get; init; }

    public required string Uai { get; init; }

    public required string Login { get; init; }

    public required string MotDePasse { get; init; }

    /// <summary>The fields that an import must leave as Fregata holds them, once the dossier was processed.</summary>
    public IReadOnlyList<string> ChampsProteges { get; init; } =
        ["sexe", "nom", "prenom", "prenom2", "prenom3", "dateNaissance", "mail", "telMobile", "telFixe"];
}

/// <summary>The person who acts in Fregata, and the role in which he does.</summary>
public sealed record PersonneFregata(string Nom, string Role)
{
    public const string Administrateur = "AdministrateurEtablissement";
    public const string Direction = "DirectionEtablissement";
    public const string Gestion = "GestionInscriptions";
}

/// <summary>What the screen shows after an import.</summary>
/// <param name="Status">HTTP status of the gateway's answer; 0 when the answer was lost.</param>
/// <param name="Etat">Succes, Echec…; null when nothing was recorded.</param>
public sealed record ImportFregata(int Status, int? Id, string? Etat, string Message);

/// <summary>An imported inscription to be processed: what Gestion Inscriptions completes and corrects.</summary>
/// <param name="Corrections">By the names of the contract, for instance <c>mail</c>.</param>
public sealed record TraitementFregata(string Id, string? Division = null, string? Regime = null, IReadOnlyDictionary<string,
    string>? Corrections = null);

/// <summary>A line of a report.</summary>
public sealed record LigneRapport(string Id, string Resultat, string? Champ, string Message);

/// <summary>What the gateway said of validations or of what was processed.</summary>
/// <param name="Id">Null for what was processed: nothing to read again.</param>
public sealed record RapportFregata(int Status, int? Id, IReadOnlyList<LigneRapport> Lignes)
{
    public int Nombre(string resultat) => Lignes.Count(l => l.Resultat == resultat);
}
