namespace Parcoursup.Gateway.House.Tests;

/// <summary>What is known not to be as it should. These lists may only shrink.</summary>
internal static class Debts
{
    /// <summary>
    /// One system's columns in tables of the engine: renaming them would keep the former version from running beside the
    /// new one during an upgrade.
    /// </summary>
    public static readonly (string Word, string File)[] Columns =
    [
        ("cod_opi", "Engine/Ground/Storage/Migrations/Postgres/0001_socle.sql"),
        ("cod_opi_gele", "Engine/Ground/Storage/Migrations/Postgres/0001_socle.sql"),
        ("vets_tentees", "Engine/Ground/Storage/Migrations/Postgres/0001_socle.sql"),
        ("cod_opi", "Engine/Ground/Storage/Migrations/Sqlite/0001_socle.sql"),
        ("cod_opi_gele", "Engine/Ground/Storage/Migrations/Sqlite/0001_socle.sql"),
        ("vets_tentees", "Engine/Ground/Storage/Migrations/Sqlite/0001_socle.sql"),
        ("cod_opi", "Engine/Inscriptions/InscriptionResolver.cs"),
        ("vets_acquittees", "Engine/Reconciliation/AttemptLedger.cs"),
        ("vets_en_cours", "Engine/Reconciliation/AttemptLedger.cs"),
        ("cod_opi", "Engine/State/Candidats/CandidatTables.cs"),
        ("vets_tentees", "Engine/Evaluation/InePartageCheck.cs"),
    ];

    /// <summary>
    /// Where the engine says a name of a system. The product bears one, and databases and servers know it by that name;
    /// the origin of a delivery is stored in every database in use.
    /// </summary>
    public static readonly (string Text, string File)[] Names =
    [
        ("\"parcoursup-gateway\"", "Engine/Ground/Security/SecurityRegistration.cs"),
        ("\"parcoursup-gateway\"", "Engine/Ground/Storage/PostgresDatabase.cs"),
        ("FromSource = \"Parcoursup\"", "Engine/Reconciliation/WantedLivraison.cs"),
    ];

    /// <summary>Files longer than they should be.</summary>
    public static readonly string[] LongFiles = [];
}
