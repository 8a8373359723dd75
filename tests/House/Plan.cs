namespace Parcoursup.Gateway.House.Tests;

/// <summary>
/// The floors of the house, from the ground up. A room may use the rooms on the lines above its own, and nothing else:
/// rooms on one line are strangers. A room is a folder of <c>src</c>; its subfolders belong to it.
/// </summary>
internal static class Plan
{
    public static readonly string[][] Floors =
    [
        ["Domain"],
        ["Soap", "FichiersPlats", "Tableurs"],

        ["Engine/Ground/Text", "Engine/Ground/Telemetrie"],
        ["Engine/Ground/Storage"],
        ["Engine/Ground/Dossiers"],
        ["Engine/Ground/Audit"],
        ["Engine/Ground/Clock"],
        ["Engine/Ground/Signals"],
        ["Engine/Ground/Security"],
        ["Engine/Utilisateurs"],
        ["Engine/Configuration"],
        ["Engine/State/Taches", "Engine/State/Evenements", "Engine/State/Recuperations"],
        ["Engine/State/Candidats"],
        ["Engine/State/Bac", "Engine/State/Gardes"],
        ["Engine/Reconciliation"],
        ["Engine/Intake", "Engine/Schedule"],
        ["Engine/Publication"],
        ["Engine/Inscriptions"],
        ["Engine/Evaluation"],
        ["Engine/Connecteur", "Engine/Replay"],
        ["Engine/Suivi"],
        ["Engine/Conservation", "Engine/Courriel"],
        ["Engine/Faces"],

        [
            "Adapters/Parcoursup", "Adapters/Apogee", "Adapters/Fregata", "Adapters/Scolarix", "Adapters/Catalogue", "Adapters/Exposition",
        ],

        ["Gateway/Http", "Gateway/Api", "Gateway/Pages", "Gateway/Telemetrie"],
        ["Gateway/OpenApi"],
        ["Gateway/Composition"],
        ["Gateway/Cli"],
        ["Gateway"],
    ];

    /// <summary>The rooms inside each adapter, likewise; the empty name is the adapter's own folder, with its module.</summary>
    public static readonly IReadOnlyDictionary<string, string[][]> Inside = new Dictionary<string, string[][]>
    {
        ["Adapters/Parcoursup"] =
        [
            ["Protocol"], ["Configuration"], ["Connecteur"], ["Push"],
            ["Recuperations", "Resultats", "Importations", "Remontee", "Facade"], ["Pages"], [""],
        ],
        ["Adapters/Apogee"] =
        [
            ["Protocol"], ["Configuration"], ["Opi"], ["Etudiants", "Verification"], ["LaissezPasser"], ["Hosted"],
            ["Voies/Soap", "Voies/Fichiers", "Voies/Service"], ["Pages"], [""],
        ],
        ["Adapters/Fregata"] = [["Protocol"], ["Configuration"], ["Acces"], ["Dossiers"], ["Imports"], ["Validations"], ["Pages"], [""]],
        ["Adapters/Scolarix"] = [["Protocol"], ["Configuration"], ["Population"], ["Instantanes"], ["Retours"], ["Pages"], [""]],
        ["Adapters/Catalogue"] =
        [
            ["Protocol"], ["Etat"], ["Regles", "Imports"], ["Nuits"], ["Publications"], ["Envois"], ["Commandes", "Rest", "Pages"], [""],
        ],
        ["Adapters/Exposition"] = [["Protocol"], ["Client"], ["Fichiers"], ["Appariement"], ["Commandes", "Diffusion"], ["Pages"], [""]],
    };

    /// <summary>What no word of the engine, and of the faces, may contain: the names of the systems.</summary>
    public static readonly string[] Systems = ["parcoursup", "apogee", "apogée", "fregata", "scolarix", "catalogue", "exposition"];

    /// <summary>The root of every namespace; it names the product, no system.</summary>
    public const string Root = "Parcoursup.Gateway";

    /// <summary>The program, as people are told to type it before a command.</summary>
    public const string Program = "parcoursup-gateway ";
}
