using System.Data.Common;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Cli;

/// <summary>What keeps the program from starting, in one French sentence that names the setting to look at.</summary>
internal static class StartFailure
{
    private const string Addresses = "Urls (ou Kestrel:Endpoints)";

    /// <summary>Before it listens: the database, the folder, the secrets. Null for what nobody foresaw.</summary>
    public static string? OfPreparation(Exception failure, StorageOptions storage) => failure switch
    {
        _ when DiskFull.Is(failure) => DiskFull.Message,
        SqliteException { SqliteErrorCode: 26 } =>
            $"Stockage:Chemin : le fichier « {storage.Chemin} » n'est pas une base SQLite.",
        SqliteException { SqliteErrorCode: 11 } =>
            $"Stockage:Chemin : la base « {storage.Chemin} » est abîmée ; rétablir la dernière sauvegarde.",
        SqliteException { SqliteErrorCode: 8 or 10 or 14 } => Unwritable(storage, "il ne peut pas être ouvert en écriture"),
        DbException or SocketException when storage.Type == StorageType.PostgreSql => OfPostgres(failure, storage),
        IOException or UnauthorizedAccessException => Unwritable(storage, FileReason.Of(failure)),
        DbException => $"La base de données ne répond pas ({failure.Message}) : vérifier la section Stockage des réglages.",
        CryptographicException or FormatException =>
            "Les secrets de la base ne peuvent pas être lus : rétablir la clé maîtresse avec laquelle ils ont été écrits "
                + "(Securite:CleMaitresse ou FichierCleMaitresse, sinon le fichier cle-maitresse à côté de la base ; pendant un "
                + "changement de clé, celle d'avant dans Securite:CleMaitressePrecedente ou FichierCleMaitressePrecedente).",
        // Another composition wrote it: an établissement has a system that is not among these modules.
        JsonException json =>
            $"La configuration enregistrée ne peut pas être lue ({json.Path}) : vérifier que cette passerelle connaît le système "
                + "d'information de chaque établissement, et qu'elle n'est pas plus ancienne que celle qui l'a écrite.",
        _ => null,
    };

    /// <summary>While it begins to listen. Null for what nobody foresaw.</summary>
    /// <param name="urls">The setting <c>Urls</c>.</param>
    public static string? OfListening(Exception failure, string? urls) => failure switch
    {
        IOException { InnerException: AddressInUseException } =>
            $"{Addresses} : une adresse de « {urls} » est déjà prise par un autre programme ; arrêter celui-ci, ou choisir un autre port.",
        SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } =>
            $"{Addresses} : une adresse de « {urls} » est déjà prise par un autre programme ; arrêter celui-ci, ou choisir un autre port.",
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            $"{Addresses} : cet utilisateur ne peut pas écouter sur « {urls} » ; les ports au-dessous de 1024 demandent un droit "
                + "particulier (AmbientCapabilities=CAP_NET_BIND_SERVICE), en choisir un autre et mettre le mandataire inverse devant.",
        SocketException socket =>
            $"{Addresses} : « {urls} » ne peut pas être écouté ({Reason(socket)}) ; indiquer une adresse de cette machine.",
        IOException when failure.InnerException is SocketException socket =>
            $"{Addresses} : « {urls} » ne peut pas être écouté ({Reason(socket)}) ; indiquer une adresse de cette machine.",
        CryptographicException or FileNotFoundException or DirectoryNotFoundException =>
            "Kestrel:Certificates : le certificat de TLS ne peut pas être lu ; vérifier son chemin, sa clé et son mot de passe.",
        InvalidOperationException when urls?.Contains("https", StringComparison.OrdinalIgnoreCase) == true =>
            "Urls : une adresse https demande un certificat ; indiquer Kestrel:Certificates:Default:Path, et KeyPath ou Password.",
        _ => null,
    };

    private static string Unwritable(StorageOptions storage, string reason) =>
        $"Stockage:Chemin : le fichier « {Path.GetFullPath(storage.Chemin)} » ou un de ses voisins ne peut pas être écrit ({reason}) ; "
            + $"donner à l'utilisateur de la passerelle les droits sur le dossier « {storage.Folder} », ou en choisir un autre.";

    private static string OfPostgres(Exception failure, StorageOptions storage)
    {
        var place = PostgresDatabase.PlaceOf(storage.Connexion);
        return failure is PostgresException refused ? refused.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"Stockage:Connexion : PostgreSQL ({place}) refuse l'utilisateur ou son mot de passe.",
            PostgresErrorCodes.InvalidCatalogName =>
                $"Stockage:Connexion : la base n'existe pas ({place}) ; la créer (createdb), ou corriger son nom.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"Stockage:Connexion : l'utilisateur n'a pas le droit de créer les tables ({place}) ; lui donner la base ou son schéma.",
            _ => $"La base de données a refusé ({place}, code {refused.SqlState}) : consulter le journal de PostgreSQL.",
        }
        : $"La base de données ne répond pas ({place}{(SocketOf(failure) is { } socket ? ", " + Reason(socket) : "")}) : vérifier la "
            + "section Stockage des réglages, et que le serveur est démarré.";
    }

    private static SocketException? SocketOf(Exception? failure) =>
        failure is null or SocketException ? failure as SocketException : SocketOf(failure.InnerException);

    private static string Reason(SocketException socket) => socket.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connexion refusée",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "hôte inconnu",
        SocketError.TimedOut => "pas de réponse",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "hôte injoignable",
        SocketError.AddressNotAvailable => "cette adresse n'est pas celle de la machine",
        SocketError.AddressFamilyNotSupported => "cette sorte d'adresse n'existe pas ici",
        _ => $"erreur {socket.SocketErrorCode}",
    };
}
