namespace Parcoursup.Gateway.Engine.Ground.Dossiers;

/// <summary>Something lies in a folder that is never opened: a link, a pipe, a device, a file with a second name (rule J2).</summary>
public sealed class EntreeHostileException(string message) : IOException(message);

/// <summary>What the system says, as the framework would throw it.</summary>
internal static class RefusDossier
{
    private const int NotPermitted = 1;
    private const int NoSuchDevice = 6;
    private const int AccessDenied = 13;
    private const int CrossDevice = 18;
    private const int NotFolder = 20;
    private const int TooManyLinks = 40;

    public static Exception Of(int error, string name) => error switch
    {
        Noyau.Nothing => new FileNotFoundException($"« {name} » n'existe pas.", name),
        NotPermitted or AccessDenied => new UnauthorizedAccessException($"Le compte de la passerelle n'a pas accès à « {name} »."),
        // A pipe without a reader, a link, or a link in the place of a folder.
        NoSuchDevice or CrossDevice or NotFolder or TooManyLinks => Hostile(name),
        _ => new IOException($"« {name} » : le système a refusé (code {error}).", error),
    };

    public static EntreeHostileException Hostile(string name) =>
        new($"« {name} » est, ou passe par, un lien, un tube ou autre chose qu'un fichier ordinaire : la passerelle n'y touche pas.");
}
