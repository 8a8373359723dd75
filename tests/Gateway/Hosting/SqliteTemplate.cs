[assembly: AssemblyFixture(typeof(Parcoursup.Gateway.Gateway.Tests.Hosting.SqliteTemplate))]

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>The files of an empty gateway on SQLite, made at the first use and deleted at the end of the run.</summary>
public sealed class SqliteTemplate : IDisposable
{
    private static readonly string[] Files = ["gateway.db", "quartz.db"];
    private static readonly Lazy<Task<DirectoryInfo>> Folder = new(MakeAsync);
    private static DirectoryInfo? _made;

    public static async Task CopyToAsync(string folder)
    {
        var template = await Folder.Value;
        foreach (var name in Files)
        foreach (var file in template.GetFiles(name + "*"))
            file.CopyTo(Path.Combine(folder, file.Name));
    }

    public void Dispose()
    {
        _made?.Delete(recursive: true);
    }

    private static async Task<DirectoryInfo> MakeAsync()
    {
        var folder = TestFolder.Create("passerelle-modele-");
        await TestTemplate.MakeAsync(TestStorage.SqliteSettings(Path.Combine(folder.FullName, Files[0])));
        TestTemplate.ForgetTriggers(Path.Combine(folder.FullName, Files[1]));
        return _made = folder;
    }
}
