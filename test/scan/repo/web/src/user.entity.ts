@Entity('users')
export class User {
  @PrimaryGeneratedColumn() id: number;

  @Column({ name: 'full_name' })
  fullName: string;
}

@Entity('customers')
export class Customer {
  @Column({ name: 'full_name' })
  fullName: string;
}
