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
        ("cod_opi_gele", "Engine/State/Candidats/CandidatTables.cs"),
        ("vets_tentees", "Engine/State/Candidats/CandidatTables.cs"),
    ];

    /// <summary>Files longer than they should be.</summary>
    public static readonly string[] LongFiles = [];
}
