
namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>What a command prints when it cannot do its work, and the exit code that says so.</summary>
public static class CommandFailure
{
    /// <summary>The exit code of what was refused.</summary>
    public const int Code = 2;

    public static async Task<int> TellAsync(params IEnumerable<string> lines)
    {
        foreach (var line in lines) await Console.Error.WriteLineAsync(line);
        return Code;
    }

    public static Task<int> UnknownAsync(string? name) => TellAsync(ApiErrors.NoEtablissement(name));

    public static Task<int> MissingAsync(FileInfo file) => TellAsync($"{file.FullName} : ce fichier n'existe pas.");

    public static Task<int> InaccessibleAsync(Exception failure) => TellAsync($"Fichier inaccessible : {FileReason.Of(failure)}");
}
