using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>Whatever waits for a person is explained to him in the guide.</summary>
public sealed class GuideTests
{
    private static readonly string Guide = File.ReadAllText(Depot.PathOf("docs/guide/mise-en-route.md"));

    [Fact]
    public void Every_kind_of_task_has_its_line_with_what_to_do() =>
        Assert.All(Registered.Of<TypeTache>(), type => Assert.Contains($"\n| `{type}` | ", Guide, StringComparison.Ordinal));

    [Fact]
    public void Every_kind_of_guard_has_its_line() =>
        Assert.All(Registered.Of<TypeGarde>(), type => Assert.Contains($"\n- **`{type}`** : ", Guide, StringComparison.Ordinal));
}
