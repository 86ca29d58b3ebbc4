@Entity
@Table(name = "users")
public class User {
    @Column(name = "full_name", nullable = false)
    private String fullName;

    @JsonProperty("full_name")
    public String getFullName() {
        return this.fullName;
    }
}
