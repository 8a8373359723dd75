using System.Diagnostics;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Dossiers;

/// <summary>
/// A root of exchanges with a folder in it, and beside the root a secret that nobody is to reach: what somebody who may write into
/// the folder lays there to reach it.
/// </summary>
internal sealed class Pieges : IDisposable
{
    public const string Secret = "secret-de-la-passerelle";
    private const string Nobody = "65534";

    private readonly DirectoryInfo _all = Directory.CreateTempSubdirectory("pieges-");

    public Pieges()
    {
        Racine = _all.CreateSubdirectory("racine");
        Folder = Racine.CreateSubdirectory("echange");
        Dehors = _all.CreateSubdirectory("dehors");
        Racines = new RacinesDossiers(
            new DossiersOptions { Racines = Racine.FullName }, new StorageOptions { Chemin = Path.Combine(_all.FullName, "base", "gateway.db") });
        File.WriteAllText(SecretFile, Secret);
    }

    public DirectoryInfo Racine { get; }
    public DirectoryInfo Folder { get; }
    public DirectoryInfo Dehors { get; }
    public RacinesDossiers Racines { get; }
    public DossierEchange Dossier => Racines.Of(Folder.FullName);

    /// <summary>Under the name that files have in the folder, so that a folder in its place would give it.</summary>
    public string SecretFile => Path.Combine(Dehors.FullName, "a.csv");

    public string PathOf(string nom) => Path.Combine(Folder.FullName, nom);

    /// <summary>Lays one of the kinds of traps under a name.</summary>
    public void Lay(string kind, string nom)
    {
        switch (kind)
        {
            case "lien": File.CreateSymbolicLink(PathOf(nom), SecretFile); break;
            case "lien relatif": File.CreateSymbolicLink(PathOf(nom), "../../dehors/a.csv"); break;
            case "lien vers soi": File.CreateSymbolicLink(PathOf(nom), nom); break;
            case "lien de dossier": Directory.CreateSymbolicLink(PathOf(nom), Dehors.FullName); break;
            case "lien vers rien": File.CreateSymbolicLink(PathOf(nom), PathOf("absent")); break;
            case "lien du noyau": File.CreateSymbolicLink(PathOf(nom), "/proc/self/environ"); break;
            case "second nom": Run("ln", SecretFile, PathOf(nom)); break;
            case "tube": Run("mkfifo", PathOf(nom)); break;
            case "périphérique":
                using (var made = Start("mknod", PathOf(nom), "c", "1", "5"))
                {
                    made.WaitForExit();
                    Assert.SkipUnless(made.ExitCode == 0, "Only root may make a device.");
                }

                break;
            case "prise": Run("python3", "-c", "import socket,sys;socket.socket(socket.AF_UNIX).bind(sys.argv[1])", PathOf(nom)); break;
            default: throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    /// <summary>Runs a command as somebody else, as whom only root can.</summary>
    public static void RunAsNobody(params string[] command)
    {
        Assert.SkipUnless(Environment.UserName == "root", "Only root can act as another user.");
        Run("setpriv", ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", .. command]);
    }

    /// <summary>Runs a command to its end, and gives what it printed.</summary>
    public static string Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {process.StandardError.ReadToEnd()}");
        return printed;
    }

    public void Dispose() => _all.Delete(recursive: true);

    private static Process Start(string program, params string[] arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
}
